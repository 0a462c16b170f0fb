import type { Day } from "@/shared/dates/days";
import { addDays, weekdayOf } from "@/shared/dates/days";
import type { JoinedDay, PlanDay } from "./queries";

/** Days taken together: a day, a week or a month; and why those of its days are off that are worked otherwise. */
export type Span = { from: Day; hours: number; promised: number; added: number; off: string[] };
export type SpanKind = "day" | "week" | "month";

const NONE_OFF: ReadonlyMap<Day, string> = new Map();

/**
 * Days by themselves, or summed up by week or month, with those who would start in them; days off among them, where their
 * weekday is one that is worked.
 */
export function spansOf(
  days: readonly PlanDay[],
  joined: readonly JoinedDay[],
  kind: SpanKind,
  daysOff: ReadonlyMap<Day, string> = NONE_OFF,
): Span[] {
  const spans = new Map<string, Span>();
  const joinedOn = new Map(joined.map((day) => [day.on, day]));
  for (const { on, hours, promised } of withDaysOff(days, daysOff)) {
    const from = firstOf(on, kind);
    const span = spans.get(from) ?? { from, hours: 0, promised: 0, added: 0, off: [] };
    span.hours += hours;
    // Whoever starts may move what is promised already: the planner tells both together.
    span.promised += joinedOn.get(on)?.promised ?? promised;
    span.added += joinedOn.get(on)?.new ?? 0;
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
