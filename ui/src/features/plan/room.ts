import type { Day } from "@/shared/dates/days";
import { addDays, weekdayOf } from "@/shared/dates/days";
import type { PlanDay, Started } from "./queries";

/** What of a step tells when it is due and how long it takes. */
type Timed = { gap: number; window: number; minutes: number };
/** A touch that waits: from which and until which working day, by their places. */
type Waiting = { from: number; to: number; step: number };

/** Days taken together: a day, a week or a month; and why those of its days are off that are worked otherwise. */
export type Span = { from: Day; hours: number; promised: number; added: number; off: string[] };
export type SpanKind = "day" | "week" | "month";

const NONE_OFF: ReadonlyMap<Day, string> = new Map();

/**
 * The minutes that those who start would add to each day: each touch on the first day of its window with room for it, the
 * most pressing first, and on the last day of its window whether there is room or not.
 */
export function addedMinutes(
  days: readonly PlanDay[],
  starts: readonly Started[],
  steps: readonly Timed[],
): Map<Day, number> {
  const working = days.filter((day) => day.hours > 0);
  const waiting = starts.flatMap(({ on }) => {
    const at = working.findIndex((day) => day.on >= on);
    return at < 0 ? [] : (waitingFor(steps, 0, at) ?? []);
  });
  const added = new Map<Day, number>();
  for (const [at, { on, hours, promised }] of working.entries()) {
    let room = hours - promised;
    for (;;) {
      const due = waiting.filter((it) => it.from <= at).sort((a, b) => a.to - b.to);
      const next = due.find((it) => it.to <= at || minutesOf(steps, it) <= room);
      if (next === undefined) break;
      room -= minutesOf(steps, next);
      added.set(on, (added.get(on) ?? 0) + minutesOf(steps, next));
      const after = waitingFor(steps, next.step + 1, at);
      waiting.splice(waiting.indexOf(next), 1, ...(after === undefined ? [] : [after]));
    }
  }
  return added;
}

function waitingFor(steps: readonly Timed[], step: number, at: number): Waiting | undefined {
  const timed = steps[step];
  return timed && { from: at + timed.gap, to: at + timed.gap + timed.window, step };
}

function minutesOf(steps: readonly Timed[], { step }: Waiting): number {
  return steps[step]?.minutes ?? 0;
}

/** Days by themselves, or summed up by week or month; days off among them, where their weekday is one that is worked. */
export function spansOf(
  days: readonly PlanDay[],
  added: Map<Day, number>,
  kind: SpanKind,
  daysOff: ReadonlyMap<Day, string> = NONE_OFF,
): Span[] {
  const spans = new Map<string, Span>();
  for (const { on, hours, promised } of withDaysOff(days, daysOff)) {
    const from = firstOf(on, kind);
    const span = spans.get(from) ?? { from, hours: 0, promised: 0, added: 0, off: [] };
    span.hours += hours;
    span.promised += promised;
    span.added += added.get(on) ?? 0;
    const why = hours === 0 ? daysOff.get(on) : undefined;
    if (why !== undefined) span.off.push(why);
    spans.set(from, span);
  }
  return [...spans.values()];
}

/** The plan tells of days that are worked only: those off stand between them, so that no day is missing without a word. */
function withDaysOff(
  days: readonly PlanDay[],
  daysOff: ReadonlyMap<Day, string>,
): Pick<PlanDay, "on" | "hours" | "promised">[] {
  const told = new Set(days.map((day) => day.on));
  const weekdays = new Set(days.map((day) => weekdayOf(day.on)));
  const missing = [...daysOff.keys()].filter((on) => !told.has(on) && weekdays.has(weekdayOf(on)));
  return [...days, ...missing.map((on) => ({ on, hours: 0, promised: 0 }))].sort((one, other) =>
    one.on < other.on ? -1 : 1,
  );
}

function firstOf(day: Day, kind: SpanKind): Day {
  if (kind === "day") return day;
  return kind === "week" ? addDays(day, 1 - weekdayOf(day)) : `${day.slice(0, 7)}-01`;
}
