import type { Day } from "@/shared/dates/days";
import { addDays, weekdayOf } from "@/shared/dates/days";
import type { PlanDay, Started } from "./queries";

/** What of a step tells when it is due and how long it takes. */
type Timed = { gap: number; minutes: number };

/** Days taken together: a day, a week or a month. */
export type Span = { from: Day; hours: number; promised: number; added: number };
export type SpanKind = "day" | "week" | "month";

/** The minutes that those who start would add to each day, each touch on the first day it can be. */
export function addedMinutes(
  days: readonly PlanDay[],
  starts: readonly Started[],
  steps: readonly Timed[],
): Map<Day, number> {
  const working = days.filter((day) => day.hours > 0).map((day) => day.on);
  const added = new Map<Day, number>();
  for (const { on } of starts) {
    let at = working.findIndex((day) => day >= on);
    if (at < 0) continue;
    for (const { gap, minutes } of steps) {
      at += gap;
      const day = working[at];
      if (day !== undefined) added.set(day, (added.get(day) ?? 0) + minutes);
    }
  }
  return added;
}

/** Days by themselves, or summed up by week or month. */
export function spansOf(days: readonly PlanDay[], added: Map<Day, number>, kind: SpanKind): Span[] {
  const spans = new Map<string, Span>();
  for (const { on, hours, promised } of days) {
    const from = firstOf(on, kind);
    const span = spans.get(from) ?? { from, hours: 0, promised: 0, added: 0 };
    span.hours += hours;
    span.promised += promised;
    span.added += added.get(on) ?? 0;
    spans.set(from, span);
  }
  return [...spans.values()];
}

function firstOf(day: Day, kind: SpanKind): Day {
  if (kind === "day") return day;
  return kind === "week" ? addDays(day, 1 - weekdayOf(day)) : `${day.slice(0, 7)}-01`;
}
