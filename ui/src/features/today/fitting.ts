import type { Touch } from "./queries";

/** Of some touches, in their order, those that fit into so many minutes from now on; as the server chooses them. */
export function fitting(touches: readonly Touch[], minutes: number, now: Date): readonly Touch[] {
  const until = now.getTime() + minutes * 60_000;
  let left = minutes;
  return touches.filter((touch) => {
    const isEarly = touch.agreed != null && Date.parse(touch.agreed) > until;
    const fits = !touch.later_today && touch.missing == null && !isEarly && touch.minutes <= left;
    if (fits) left -= touch.minutes;
    return fits;
  });
}
