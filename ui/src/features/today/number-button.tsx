import type { ReactNode } from "react";
import styles from "./number-button.module.css";

type NumberButtonProps = { onOpen: () => void; label?: string; children: ReactNode };

/** A number that opens what it counts. */
export function NumberButton({ onOpen, label, children }: NumberButtonProps) {
  return (
    <button
      type="button"
      className={styles.number}
      aria-haspopup="dialog"
      aria-label={label}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
