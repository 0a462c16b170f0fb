import type { Person } from "../queries";
import styles from "./people-grid.module.css";

type RowDotsProps = { running: NonNullable<Person["running"]>; label: string };

/** The cadence that somebody is on, and a dot for each of its touches. */
export function RowDots({ running, label }: RowDotsProps) {
  const { cadence, step, of } = running;
  return (
    <span className={styles.running} role="img" aria-label={label} title={label}>
      <span dir="auto">{cadence}</span>
      <span className={styles.dots}>
        {Array.from({ length: of }, (_, n) => (
          // Touches are told apart by their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <i key={n} data-state={n < step - 1 ? "done" : n === step - 1 ? "next" : "ahead"} />
        ))}
      </span>
    </span>
  );
}
