import { customs } from "./format";

/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "Monday" or "Mon": of 1 for Monday to 7 for Sunday. */
export function weekdayName(weekday: number, form: "long" | "short"): string {
  const at = MONDAY + (weekday - 1) * DAY;
  return new Intl.DateTimeFormat(customs(), { weekday: form, timeZone: "UTC" }).format(at);
}
