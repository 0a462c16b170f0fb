import { TouchDots } from "@/shared/touch-dots/touch-dots";
import type { Person } from "../queries";
import styles from "./people-grid.module.css";

type RowDotsProps = { running: NonNullable<Person["running"]>; label: string };

/** The cadence that somebody is on, and a dot for each of its touches. */
export function RowDots({ running, label }: RowDotsProps) {
  const { cadence, step, of } = running;
  return (
    <span className={styles.running} role="img" aria-label={label} title={label}>
      <span dir="auto">{cadence}</span>
      <TouchDots step={step} of={of} size="cell" />
    </span>
  );
}
