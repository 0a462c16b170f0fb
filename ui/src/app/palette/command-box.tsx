import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useId, useState } from "react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import styles from "./command-box.module.css";
import { type Entry, type Group, useEntries } from "./use-entries";

/** How long a pause in typing is taken for the end of it. */
const PAUSE = 120;

type CommandBoxProps = { onClose: () => void };

/** Finds a person, a company or a screen, and does whatever can be done here. */
export function CommandBox({ onClose }: CommandBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed, PAUSE);
  const [chosen, setChosen] = useState(0);
  const groups = useEntries(settled.trim());
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, entries.length - 1);
  const act = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.act();
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((at + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      act(entries[at]);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="10dvh"
      attributes={{ content: { "aria-label": m.frame_find() } }}
    >
      <input
        className={styles.typed}
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={entries[at] === undefined ? undefined : `${id}-${at}`}
        aria-label={m.frame_find()}
        placeholder={m.frame_find()}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={move}
      />
      <div className={styles.list} id={id} role="listbox" aria-label={m.palette_found()}>
        {groups.map((group) => (
          <Lines
            key={group.heading}
            group={group}
            id={id}
            first={entries.indexOf(group.entries[0] as Entry)}
            at={at}
            onAct={act}
          />
        ))}
      </div>
      <p className={styles.nothing} role="status">
        {entries.length === 0 ? m.palette_nothing({ typed: settled }) : ""}
      </p>
    </Modal>
  );
}

type LinesProps = {
  group: Group;
  id: string;
  /** The place of its first line among all. */
  first: number;
  at: number;
  onAct: (entry: Entry) => void;
};

function Lines({ group, id, first, at, onAct }: LinesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: inside a listbox a group is no fieldset
    <div role="group" aria-label={group.heading}>
      <div className={styles.heading} aria-hidden="true">
        {group.heading}
      </div>
      {group.entries.map((entry, n) => (
        // The keys are those of the field, which has the focus all the time.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div
          key={entry.id}
          id={`${id}-${first + n}`}
          ref={(line) => {
            if (first + n === at) line?.scrollIntoView({ block: "nearest" });
          }}
          className={styles.line}
          role="option"
          aria-selected={first + n === at}
          onClick={() => onAct(entry)}
        >
          <span className={styles.title}>{entry.title}</span>
          {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
          {entry.command !== undefined && <Keys command={entry.command} />}
        </div>
      ))}
    </div>
  );
}
