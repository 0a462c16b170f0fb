import { m } from "@/shared/messages/gen/messages";
import styles from "./touch-dots.module.css";

type TouchDotsProps = { step: number; of: number };

/** How far somebody is in their cadence: "touch 4 of 6", drawn. */
export function TouchDots({ step, of }: TouchDotsProps) {
  if (of === 0) return null;
  return (
    <span
      className={styles.dots}
      role="img"
      aria-label={m.today_touch_of({ step: String(step), of: String(of) })}
    >
      {Array.from({ length: of }, (_, n) => (
        // Steps are told apart by their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <i key={n} data-state={n + 1 < step ? "done" : n + 1 === step ? "now" : "ahead"} />
      ))}
    </span>
  );
}
