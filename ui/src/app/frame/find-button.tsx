import { IconSearch } from "@tabler/icons-react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import styles from "./find-button.module.css";

type FindButtonProps = { onClick: () => void };

/** Opens the command box; looks like the field that it opens. */
export function FindButton({ onClick }: FindButtonProps) {
  return (
    <button type="button" className={styles.find} onClick={onClick} aria-haspopup="dialog">
      <IconSearch size={18} aria-hidden="true" />
      <span className={styles.text}>{m.frame_find()}</span>
      <Keys command="everywhere.find" />
    </button>
  );
}
