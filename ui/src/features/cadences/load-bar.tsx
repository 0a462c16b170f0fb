import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { CHANNELS } from "@/shared/words/contact";
import styles from "./cadences.module.css";
import { lastDayOf, minutesOf } from "./draft";
import type { Step } from "./queries";

type LoadBarProps = { steps: readonly Step[] };

/** The minutes that one prospect adds, touch by touch. */
export function LoadBar({ steps }: LoadBarProps) {
  const total = minutesOf(steps);
  return (
    <figure className={styles.load}>
      <figcaption>
        {m.cadences_load({ n: steps.length, time: minutes(total), days: whole(lastDayOf(steps)) })}
      </figcaption>
      <div className={styles.bar} aria-hidden="true">
        {steps.map((step, n) => (
          <span
            // A touch has nothing but its place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={n}
            style={{ flexGrow: step.minutes }}
            title={`${n + 1} ${CHANNELS[step.channel]()}: ${minutes(step.minutes)}`}
          >
            {step.minutes}
          </span>
        ))}
      </div>
    </figure>
  );
}
