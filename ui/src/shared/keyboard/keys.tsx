import { m } from "@/shared/messages/gen/messages";
import { shownKeys } from "./chords";
import styles from "./keys.module.css";
import type { CommandId } from "./map";
import { keysOf, useKeyboardPreferences } from "./preferences";

type KeysProps = { command: CommandId };

/** The first key of a command, drawn; nothing where it has none, and nothing on a phone. */
export function Keys({ command }: KeysProps) {
  const [keys] = keysOf(command, useKeyboardPreferences());
  if (keys === undefined) return null;
  const then = m.keyboard_then();
  return (
    <span className={styles.keys} aria-hidden="true">
      {shownKeys(keys, then).map((key, n) =>
        // The keys of one command never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        key === then ? <span key={n}>{key}</span> : <kbd key={n}>{key}</kbd>,
      )}
    </span>
  );
}
