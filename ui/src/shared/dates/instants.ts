import { type Day, dayIn, midnight } from "./days";
import { clockTime } from "./format";

/** The instant at which clocks in a zone show this day and time ("09:45"). */
export function instantOf(day: Day, time: string, zone: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const asIfUtc = midnight(day) + (hours * 60 + minutes) * 60_000;
  // The offset of the zone is that of the instant meant: found from the first guess, and once more across a change of clocks.
  const first = asIfUtc - offsetAt(asIfUtc, zone);
  return new Date(asIfUtc - offsetAt(first, zone)).toISOString();
}

/** How many milliseconds the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const at = new Date(instant);
  const [hours = 0, minutes = 0] = clockTime(at, zone).split(":").map(Number);
  const shown = midnight(dayIn(zone, at)) + (hours * 60 + minutes) * 60_000;
  return shown - Math.floor(instant / 60_000) * 60_000;
}
