import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { CountedDialog } from "./dialogs";
import { consistencyQuery } from "./queries";
import styles from "./twenty-days.module.css";

type TwentyDaysProps = { ingredient: string };
type DayShown = { on: Day; n: number; goal?: number | null };

/** The last twenty working days of an ingredient, a square a day. */
export function TwentyDays({ ingredient }: TwentyDaysProps) {
  const { data } = useQuery(consistencyQuery(ingredient));
  const [open, setOpen] = useState<Day>();
  if (data === undefined || data.each.length === 0) return null;
  const nMet = data.each.filter((it) => isMet(it)).length;
  return (
    <section className={styles.days} aria-labelledby="twenty-days">
      <h2 id="twenty-days">{m.today_twenty({ n: data.each.length })}</h2>
      <p>
        {m.today_twenty_met({ what: ingredient, met: String(nMet), of: String(data.each.length) })}
        {data.streak > 1 && ` ${m.today_streak({ n: String(data.streak) })}`}
      </p>
      <ol>
        {data.each.map((it) => (
          <li key={it.on}>
            <button
              type="button"
              aria-haspopup="dialog"
              data-met={isMet(it) ? "met" : it.n > 0 ? "some" : "none"}
              aria-label={m.today_day_count({
                day: shortDay(it.on),
                n: String(it.n),
                goal: String(it.goal ?? 0),
              })}
              onClick={() => setOpen(it.on)}
            >
              {it.n}
            </button>
          </li>
        ))}
      </ol>
      {open !== undefined && (
        <CountedDialog ingredient={ingredient} day={open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function isMet(it: DayShown): boolean {
  return it.goal != null && it.goal > 0 && it.n >= it.goal;
}
