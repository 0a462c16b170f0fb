import { type Day, dayIn, daysBetween } from "@/shared/dates/days";
import { clockTime, dayAndTime, nearDay, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import type { Touch } from "./queries";

/** "9:40 there": what their clock shows, where it is known in which zone they are. */
export function timeThere(touch: Touch, now: Date): string | undefined {
  const [zone] = touch.zones;
  if (zone === undefined) return undefined;
  try {
    return m.today_time_there({ time: clockTime(now, zone) });
  } catch {
    // A zone that this browser does not know.
    return undefined;
  }
}

/** Until when a touch is to be done: the time they named, else the last day of its window. */
export function dueText(touch: Touch, today: Day, zone: string): string {
  if (touch.agreed != null) {
    const isToday = dayIn(zone, new Date(touch.agreed)) === today;
    const time = isToday ? clockTime(touch.agreed, zone) : dayAndTime(touch.agreed, zone, today);
    return m.today_agreed({ time });
  }
  if (touch.late > 0) return m.today_late({ n: touch.late });
  if (touch.to == null) return "";
  const isNear = daysBetween(today, touch.to) <= 1;
  return m.today_by({ day: isNear ? nearDay(touch.to, today) : shortDay(touch.to, today) });
}
