import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { progressQuery } from "@/features/recipes/public/recipe";
import { nearDay, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import type { Today } from "./queries";
import styles from "./side-panel.module.css";
import { StartMore } from "./start-more";
import { TwentyDays } from "./twenty-days";

type SidePanelProps = { today: Today };

/** Beside the list: whether more can be started, what would be late, and the last twenty working days. */
export function SidePanel({ today }: SidePanelProps) {
  const { data: progress } = useQuery(progressQuery);
  const [first] = progress?.ingredients ?? [];
  return (
    <aside className={styles.side}>
      {!today.no_hours && <StartMore today={today} />}
      {today.would_be_late.length > 0 && <WouldBeLate today={today} />}
      <p className={styles.replies}>{m.today_replies_not_read()}</p>
      {first !== undefined && !today.no_hours && <TwentyDays ingredient={first.ingredient} />}
    </aside>
  );
}

function WouldBeLate({ today }: SidePanelProps) {
  return (
    <section className={styles.card} data-tone="attention" aria-labelledby="would-be-late">
      <h2 id="would-be-late">
        <IconAlertTriangle size={18} aria-hidden="true" />{" "}
        {m.today_would_be_late({ n: today.would_be_late.length })}
      </h2>
      <ul>
        {today.would_be_late.map((it) => (
          <li key={`${it.person}/${it.step}`}>
            {m.today_would_be_late_one({
              name: it.name,
              step: String(it.step),
              day: it.to == null ? "" : nearDay(it.to, today.on),
            })}
            {it.planned != null &&
              ` ${m.today_planned_on({ day: shortDay(it.planned, today.on) })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
