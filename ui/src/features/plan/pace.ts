import type { Day } from "@/shared/dates/days";
import type { PlanDay } from "./queries";

/** The last day of those who wait, when so many of them are started in so many working days; none when that is not known yet. */
export function lastsUntil(
  waiting: number,
  pace: { starts: number; days: number },
  days: readonly PlanDay[],
): Day | undefined {
  const working = days.filter((day) => day.hours > 0);
  const needed = Math.ceil((waiting * pace.days) / pace.starts);
  return working[needed - 1]?.on;
}
