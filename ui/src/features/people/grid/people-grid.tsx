import { useMediaQuery } from "@mantine/hooks";
import {
  type CSSProperties,
  type ReactNode,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "react";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { useReadableNumbers } from "@/shared/phones/readable";
import type { Filters, Person } from "../queries";
import type { Column } from "../search";
import { fitting, isEditable, tracks } from "./columns";
import { atLine, type Group, lineOf } from "./groups";
import { GroupHeading, Headings } from "./headings";
import { useLines } from "./lines";
import styles from "./people-grid.module.css";
import { PersonCard } from "./person-card";
import { PersonRow } from "./person-row";
import { usePlace, useStableDeeds } from "./place";
import { moved, NOTHING_SELECTED } from "./selection";

/** How many rows before the end of what is there the next page is asked for. */
const AHEAD = 60;

type PeopleGridProps = {
  people: readonly Person[];
  /** The headings among them, where they are grouped. */
  groups: readonly Group[];
  /** What tells this list from others: who is meant by "everybody of it". */
  list: string;
  columns: readonly Column[];
  /** In which order they are. */
  sort: Filters["sort"];
  /** Puts them into another; absent where the order is settled. */
  onSort: ((sort: Filters["sort"]) => void) | undefined;
  /** Asks for further rows, where there are any. */
  onNearEnd: (() => void) | undefined;
  /** Opens somebody on a page of their own. */
  onOpen: (id: string) => void;
  /** Opens somebody at the side; none closes it. */
  onPeek: (id: string | undefined) => void;
  /** Who is open at the side. */
  peeked: string | undefined;
  /** What can be done with those selected: with the one the keys are at where none is. */
  bar: (chosen: ChosenPeople) => ReactNode;
};

/** Those whom a bulk action is for. */
export type ChosenPeople = {
  people: readonly Person[];
  /** Everybody of the list is meant, also those who are not read yet. */
  isAll: boolean;
  /** Who the keys are at. */
  at: Person | undefined;
  clear: () => void;
  selectAll: () => void;
};

/** Rows of people, as many as there are: only those in sight are drawn. Selection and place are kept in here. */
export function PeopleGrid(props: PeopleGridProps) {
  const { people, groups, list, onNearEnd, onOpen, onPeek, peeked, bar } = props;
  const isPhone = useMediaQuery("(width < 48em)", undefined, { getInitialValueInEffect: false });
  const [selection, move] = useReducer(moved, NOTHING_SELECTED);
  const { at, selected } = selection;
  const [editing, setEditing] = useState<{ id: string; column: Column }>();
  const ids = useMemo(() => people.map((person) => person.id), [people]);
  const { zone } = useMe();
  const today = dayIn(zone);
  const readable = useReadableNumbers();
  const here = useMemo(() => ({ today, zone, readable }), [today, zone, readable]);
  const grid = useRef<HTMLDivElement>(null);
  const { top, width } = usePlace(grid);
  const columns = useMemo(() => fitting(props.columns, width), [props.columns, width]);
  const virtualizer = useLines({ ids, groups, isPhone, top });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= people.length - AHEAD) onNearEnd?.();
  }, [last, people.length, onNearEnd]);

  const step = (kind: "step" | "extend", by: 1 | -1) => {
    const next = moved(selection, { kind, by, ids }).at;
    move({ kind, by, ids });
    if (next === undefined) return;
    virtualizer.scrollToIndex(lineOf(ids.indexOf(next), groups), { align: "auto" });
    if (peeked !== undefined) onPeek(next);
  };
  const current = at !== undefined && ids.includes(at) ? at : undefined;
  const selectAll = () => move({ kind: "all", ids, of: list });
  const firstEditable = columns.find(isEditable);
  useCommands({
    "list.next": () => step("step", 1),
    "list.previous": () => step("step", -1),
    "list.extend_down": () => step("extend", 1),
    "list.extend_up": () => step("extend", -1),
    "list.select_all": selectAll,
    ...(selected.size > 0 ? { "everywhere.close": () => move({ kind: "none" }) } : {}),
    ...(peeked === undefined ? {} : { "everywhere.close": () => onPeek(undefined) }),
    ...(current === undefined
      ? {}
      : {
          "list.select": () => move({ kind: "toggle", id: current }),
          "list.open": () => onOpen(current),
          "list.peek": () => onPeek(peeked === current ? undefined : current),
          "list.edit":
            firstEditable === undefined || isPhone
              ? undefined
              : () => setEditing({ id: current, column: firstEditable }),
        }),
  });
  const deeds = useStableDeeds({
    go: (id) => move({ kind: "go", id }),
    toggle: (id, isReach) => move(isReach ? { kind: "reach", id, ids } : { kind: "toggle", id }),
    peek: (id) => (isPhone ? onOpen(id) : onPeek(id)),
    edit: (id, column) => setEditing({ id, column }),
    done: (id, column) => {
      // What was saved late must not close the cell that somebody is at by then.
      if (editing?.id !== id || editing.column !== column) return;
      setEditing(undefined);
      grid.current?.focus({ preventScroll: true });
    },
  });
  const chosen = useMemo(
    () => people.filter((person) => selected.has(person.id)),
    [people, selected],
  );
  return (
    <>
      <div
        ref={grid}
        className={styles.grid}
        style={{ "--columns": tracks(columns) } as CSSProperties}
        role="grid"
        aria-label={m.screen_people()}
        aria-multiselectable="true"
        aria-rowcount={onNearEnd === undefined ? people.length + groups.length + 1 : -1}
        aria-colcount={columns.length + 2}
        aria-activedescendant={
          current && rows.some((row) => row.key === current) ? `row-${current}` : undefined
        }
        tabIndex={0}
      >
        {!isPhone && <Headings columns={columns} sort={props.sort} onSort={props.onSort} />}
        <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map((row) => {
            const on = atLine(row.index, groups);
            if (typeof on !== "number") {
              return (
                <GroupHeading
                  key={row.key}
                  label={on.label}
                  line={row.index}
                  offset={row.start - top}
                  columns={columns.length}
                />
              );
            }
            const person = people[on];
            if (person === undefined) return null;
            const Row = isPhone ? PersonCard : PersonRow;
            return (
              <Row
                key={row.key}
                person={person}
                index={row.index}
                offset={row.start - top}
                columns={columns}
                here={here}
                isAt={current === person.id}
                isPeeked={peeked === person.id}
                isSelected={selected.has(person.id)}
                editing={editing?.id === person.id ? editing.column : undefined}
                deeds={deeds}
              />
            );
          })}
        </div>
      </div>
      {bar({
        people: chosen,
        at: people[current === undefined ? -1 : ids.indexOf(current)],
        // Where every row is read, those that are selected are everybody, and more can be done with them.
        isAll: selection.allOf === list && selected.size > 0 && onNearEnd !== undefined,
        clear: () => move({ kind: "none" }),
        selectAll,
      })}
    </>
  );
}
