import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./day-strip.module.css";

/** How much there was on a day, and how much there was to be. */
type DayCount = { on: string; n: number; goal?: number | null };

type DayStripProps = { days: DayCount[]; onDay: (day: string) => void };

/** Working days side by side, each as high as what was done; each opens to its rows. */
export function DayStrip({ days, onDay }: DayStripProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  const most = Math.max(1, ...days.flatMap(({ n, goal }) => [n, goal ?? 0]));
  return (
    <div className={styles.days}>
      <ul className={styles.strip} aria-label={m.consistency_strip({ n: days.length })}>
        {days.map(({ on, n, goal }) => (
          <li key={on}>
            <button
              type="button"
              className={styles.day}
              title={told(on, n, goal, today)}
              aria-label={told(on, n, goal, today)}
              onClick={() => onDay(on)}
            >
              <span className={styles.column}>
                <span
                  className={styles.done}
                  data-met={typeof goal === "number" && goal > 0 && n >= goal}
                  style={{ height: `${(n / most) * 100}%` }}
                />
                {typeof goal === "number" && goal > 0 && (
                  <span className={styles.goal} style={{ bottom: `${(goal / most) * 100}%` }} />
                )}
              </span>
              <span className={styles.count} aria-hidden="true">
                {whole(n)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.ends} aria-hidden="true">
        {[days[0], days.at(-1)].map(
          (end) => end !== undefined && <span key={end.on}>{shortDay(end.on, today)}</span>,
        )}
      </div>
    </div>
  );
}

function told(on: string, n: number, goal: number | null | undefined, today: string): string {
  const day = shortDay(on, today);
  if (typeof goal !== "number") return m.consistency_day({ day, n: whole(n) });
  return m.consistency_day_goal({ day, n: whole(n), goal: whole(goal) });
}
