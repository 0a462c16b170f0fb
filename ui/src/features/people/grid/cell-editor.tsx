import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { fieldOfInvalid } from "../forms/invalid-field";
import { FIT_WORDS, STANDING_WORDS } from "../public/words";
import { membersQuery, type Person, personQuery, useChangePerson } from "../queries";
import { textOf, toldBefore, toldOf } from "./cell-value";
import { columnWord, type Editable } from "./columns";
import styles from "./people-grid.module.css";

type CellEditorProps = { person: Person; column: Editable; onDone: () => void };

/**
 * Changes one thing of a person where it stands: Enter and leaving it save, Esc does not. What somebody else changed since
 * the list was read is told before it is written over.
 */
export function CellEditor({ person, column, onDone }: CellEditorProps) {
  const client = useQueryClient();
  const change = useChangePerson();
  const problemId = useId();
  const [shown, setShown] = useState(() => textOf(person, column));
  const [value, setValue] = useState(shown);
  const [problem, setProblem] = useState<string>();
  const isOpen = useIsOpen();
  // Enter saves, and so does leaving the field: what is on its way already is not sent again.
  const isSaving = useRef(false);
  const leave = () => {
    // The field loses the focus with it: that must not save what was given up.
    isOpen.current = false;
    onDone();
  };
  const fail = (text: string) => {
    if (isOpen.current) setProblem(text);
    else showMessage(m.people_cell_not_saved({ value: value.trim(), why: text }));
  };
  const save = async (typed: string) => {
    if (isSaving.current || !isOpen.current) return;
    if (typed.trim() === shown) return leave();
    isSaving.current = true;
    try {
      const now = await client.fetchQuery({ ...personQuery(person.id), staleTime: 0 });
      const there = textOf(now.person, column);
      if (there !== shown) {
        setShown(there);
        fail(m.people_changed_to({ value: there === "" ? m.people_nothing() : there }));
        return;
      }
      const told = toldOf(now.person, column, typed.trim());
      const { etag } = await change.mutateAsync({ id: person.id, etag: now.etag, told });
      leave();
      showMessage(
        m.people_cell_saved({ column: columnWord(column), name: person.name }),
        async () => {
          await change.mutateAsync({ id: person.id, etag, told: toldBefore(now.person, column) });
        },
      );
    } catch (error) {
      fail(fieldOfInvalid(error)?.text ?? problemText(error, TEXTS));
    } finally {
      isSaving.current = false;
    }
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && !event.nativeEvent.isComposing) void save(value);
  };
  const shared = {
    className: styles.editor,
    "aria-label": m.people_edit_of({ column: columnWord(column), name: person.name }),
    "aria-invalid": problem !== undefined,
    "aria-describedby": problem === undefined ? undefined : problemId,
    // It was asked for by a key or a click on this very place.
    autoFocus: true,
    value,
    onKeyDown: keys,
  };
  const choices = useChoices(column);
  return (
    <>
      {choices === undefined ? (
        <input
          type="text"
          dir="auto"
          {...shared}
          onChange={(event) => setValue(event.currentTarget.value)}
          onBlur={() => void save(value)}
        />
      ) : (
        <select
          {...shared}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            void save(event.currentTarget.value);
          }}
          onBlur={() => problem === undefined && !isSaving.current && leave()}
        >
          {choices.map(([name, word]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      )}
      {problem !== undefined && (
        <span className={styles.problem} id={problemId} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

/** Whether the field is still there; what is heard later is told elsewhere. */
function useIsOpen() {
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return isOpen;
}

const TEXTS = {
  standing_of_cadence: m.people_problem_standing_of_cadence,
  too_many: m.people_problem_too_many_tags,
};

function useChoices(column: Editable): [string, string][] | undefined {
  const { data } = useQuery({ ...membersQuery, enabled: column === "owner" });
  if (column === "standing")
    return Object.entries(STANDING_WORDS).map(([it, word]) => [it, word()]);
  if (column === "fit") return Object.entries(FIT_WORDS).map(([it, word]) => [it, word()]);
  if (column === "owner") return data?.members.map((member) => [member.id, member.name]);
  return undefined;
}
