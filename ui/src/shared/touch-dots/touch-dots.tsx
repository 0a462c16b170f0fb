import styles from "./touch-dots.module.css";

type TouchDotsProps = {
  /** The touch that somebody waits for, from 1; more than there are when all are done. */
  step: number;
  of: number;
  /** What the dots say; without it they stand beside words that say it. */
  label?: string;
  size?: "row" | "cell";
};

/** How far somebody is on a cadence: a dot for each touch. */
export function TouchDots({ step, of, label, size = "row" }: TouchDotsProps) {
  if (of === 0) return null;
  const dots = Array.from({ length: of }, (_, n) => (
    // Touches are told apart by their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <i key={n} data-state={n + 1 < step ? "done" : n + 1 === step ? "next" : "ahead"} />
  ));
  return label === undefined ? (
    <span className={styles.dots} data-size={size} aria-hidden="true">
      {dots}
    </span>
  ) : (
    <span className={styles.dots} data-size={size} role="img" aria-label={label}>
      {dots}
    </span>
  );
}
