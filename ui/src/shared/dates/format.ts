import { getLocale } from "@/shared/messages/gen/runtime";
import { addDays, type Day, dayIn, daysBetween, midnight } from "./days";

/** The locale by whose customs dates and numbers are written. */
export function customs(): string {
  return getLocale() === "de" ? "de-DE" : "en-GB";
}

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${customs()} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(customs(), options);
  made.set(key, known);
  return known;
}

/** "Thu 26 Nov"; with its year when that is not the year of `today`. */
export function shortDay(day: Day, today?: Day): string {
  const isOfThisYear = today === undefined || day.slice(0, 4) === today.slice(0, 4);
  const year = isOfThisYear ? {} : ({ year: "numeric" } as const);
  const options = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" } as const;
  return (
    formatter({ ...options, ...year })
      .format(midnight(day))
      .replace(",", "")
      // Without the full stop of "Nov.": behind it there is often one of the sentence.
      .replace(/\.$/, "")
  );
}

/** "Tuesday 24 November". */
export function longDay(day: Day): string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  return formatter(options).format(midnight(day)).replace(/,/g, "");
}

/** "today", "tomorrow", "in 2 days", "3 days ago" near `today`; else the short day. */
export function nearDay(day: Day, today: Day): string {
  const n = daysBetween(today, day);
  if (Math.abs(n) > 6) return shortDay(day, today);
  return new Intl.RelativeTimeFormat(customs(), { numeric: "auto" }).format(n, "day");
}

/** "today", "tomorrow", "Thu 26 Nov": a day as it stands behind "by" or "until". */
export function namedDay(day: Day, today: Day): string {
  const n = daysBetween(today, day);
  return n === 0 || n === 1 ? nearDay(day, today) : shortDay(day, today);
}

/** "09:45", as a clock in this zone shows it. */
export function clockTime(instant: string | Date, zone: string): string {
  return formatter({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(
    new Date(instant),
  );
}

/** "Thu 26 Nov, 09:45", as a clock and a calendar in this zone show it. */
export function dayAndTime(instant: string | Date, zone: string, today?: Day): string {
  return `${shortDay(dayIn(zone, new Date(instant)), today)}, ${clockTime(instant, zone)}`;
}

/** "Mon": of 1 for Monday to 7 for Sunday. */
export function weekdayName(weekday: number): string {
  // Any Monday will do: only the name is told.
  const day = addDays("2024-01-01", weekday - 1);
  return formatter({ weekday: "short", timeZone: "UTC" }).format(midnight(day));
}

/** "November 2026". */
export function monthName(day: Day): string {
  return formatter({ month: "long", year: "numeric", timeZone: "UTC" }).format(midnight(day));
}

/** "Nov": of any day of it. */
export function shortMonth(day: Day): string {
  return formatter({ month: "short", timeZone: "UTC" }).format(midnight(day));
}

/** "26 Nov". */
export function dayOfMonth(day: Day): string {
  return formatter({ day: "numeric", month: "short", timeZone: "UTC" }).format(midnight(day));
}
