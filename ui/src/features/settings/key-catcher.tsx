import { Button, Group, Text } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { chordOf, shownKeys } from "@/shared/keyboard/chords";
import { COMMANDS, type CommandId, entryOf } from "@/shared/keyboard/map";
import { keyboardPreferences, setKeyboardPreferences } from "@/shared/keyboard/preferences";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./key-catcher.module.css";

type KeyCatcherProps = { id: CommandId; onDone: () => void };

/** Waits for the key that a command is to have; Esc leaves it as it was. */
export function KeyCatcher({ id, onDone }: KeyCatcherProps) {
  const [taken, setTaken] = useState<CommandId>();
  const caught = (event: KeyboardEvent) => {
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return onDone();
    const chord = chordOf(event.nativeEvent);
    if (chord === undefined) return;
    const other = usedBy(chord, id);
    setTaken(other);
    if (other === undefined) {
      change(id, [chord]);
      onDone();
    }
  };
  return (
    <Group gap="xs">
      <button
        type="button"
        className={styles.catcher}
        ref={(button) => button?.focus()}
        onKeyDown={caught}
      >
        {m.settings_press_key()}
      </button>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          change(id, []);
          onDone();
        }}
      >
        {m.settings_no_key()}
      </Button>
      <Button size="xs" variant="default" onClick={onDone}>
        {m.shared_cancel()}
      </Button>
      {taken !== undefined && (
        <Text size="sm" c="var(--touchstone-cannot)" role="alert">
          {m.settings_key_taken({ name: entryOf(taken).label() })}
        </Text>
      )}
    </Group>
  );
}

function change(id: CommandId, keys: string[]): void {
  const before = keyboardPreferences().keys;
  setKeyboardPreferences({ keys: { ...before, [id]: keys } });
  const shown = keys.flatMap((it) => shownKeys(it, m.keyboard_then())).join(" ");
  showMessage(
    m.settings_key_changed({ name: entryOf(id).label(), keys: shown || m.settings_no_key() }),
    () => setKeyboardPreferences({ keys: before }),
  );
}

/** The command that has a key already, on the same screens: those of other scopes never meet it. */
export function usedBy(chord: string, id: CommandId): CommandId | undefined {
  const told = keyboardPreferences();
  const { scope } = entryOf(id);
  const ids = Object.keys(COMMANDS) as CommandId[];
  return ids.find((other) => {
    if (other === id) return false;
    const meets = [scope, entryOf(other).scope];
    if (scope !== entryOf(other).scope && !meets.includes("everywhere") && !meets.includes("go")) {
      return false;
    }
    const keys: readonly string[] = told.keys[other] ?? entryOf(other).keys;
    return keys.some((it) => it === chord || it.startsWith(`${chord} `));
  });
}
