/** The days of the week as hours are written, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Hours as they are typed. */
export type HoursTyped = { days: string[]; from: string; to: string };

/** Hours as the server reads them: `mon,wed 09:00-11:00`. */
export function hoursOf({ days, from, to }: HoursTyped): string {
  return `${WEEKDAYS.filter((day) => days.includes(day)).join(",")} ${from}-${to}`;
}
