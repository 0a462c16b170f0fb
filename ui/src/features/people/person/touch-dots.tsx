import { m } from "@/shared/messages/gen/messages";
import styles from "./person.module.css";

type TouchDotsProps = { done: number; of: number };

/** How far somebody is on a cadence: a dot for each touch. */
export function TouchDots({ done, of }: TouchDotsProps) {
  return (
    <span className={styles.dots} role="img" aria-label={m.people_touches_done({ done, of })}>
      {Array.from({ length: of }, (_, n) => (
        // Touches are told apart by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={n} data-state={n < done ? "done" : n === done ? "next" : "ahead"} />
      ))}
    </span>
  );
}
