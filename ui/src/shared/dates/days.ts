import { now } from "./now";

/** A civil day as the API writes it: `2026-03-02`. It has no time and no zone. */
export type Day = string;

const DAY = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What tells the day in a zone: making one takes longer than all it will tell. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(zone: string): Intl.DateTimeFormat {
  const options = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat("en-CA", options);
  calendars.set(zone, calendar);
  return calendar;
}

/** The day that a clock in this zone shows. */
export function dayIn(zone: string, instant: Date = now()): Day {
  const parts = calendarOf(zone).formatToParts(instant);
  const part = (type: string) => parts.find((it) => it.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** The day so many days later, or earlier when negative. */
export function addDays(day: Day, n: number): Day {
  return new Date(midnight(day) + n * DAY).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`. */
export function daysBetween(from: Day, to: Day): number {
  return (midnight(to) - midnight(from)) / DAY;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(midnight(day)).getUTCDay() || 7;
}

/** The instant at which a day begins in UTC: only ever shown in UTC again, so no zone can shift it. */
export function midnight(day: Day): number {
  const [, year, month, date] = FORM.exec(day) ?? [];
  if (year === undefined) throw new RangeError(`${day} is not a day`);
  return Date.UTC(Number(year), Number(month) - 1, Number(date));
}
