import { m } from "@/shared/messages/gen/messages";
import { percent, whole } from "@/shared/numbers/format";
import type { Results } from "./queries";

/** From so many on a share says something; below it the counts alone are told. */
const ENOUGH = 20;

/** What became of those who were started, in the words of a cell; undefined while nothing can be told. */
export type Told = {
  ended: string;
  completed: string | undefined;
  leftEarly: string | undefined;
  meetings: string | undefined;
};

/** Shares of those that ended, each with its count beside it; meetings per 100 started, with the range around them. */
export function told({
  started,
  running,
  completed,
  left_early,
  meetings,
}: Omit<Results, "cadence">): Told {
  const ended = started - running;
  const share = (n: number) => {
    if (ended === 0) return undefined;
    if (ended < ENOUGH) return m.cadences_n_of({ n: whole(n), of: whole(ended) });
    return m.cadences_of_ended({ share: percent(n / ended), n: whole(n) });
  };
  const perHundred =
    started < ENOUGH
      ? m.cadences_n_of({ n: whole(meetings), of: whole(started) })
      : m.cadences_per_hundred(perHundredOf(meetings, started));
  return {
    ended: m.cadences_n_of({ n: whole(ended), of: whole(started) }),
    completed: share(completed),
    leftEarly: share(left_early),
    meetings: started === 0 ? undefined : perHundred,
  };
}

/** Half the width of a range of 95%, in standard errors. */
const WIDTH = 1.96;

/** How many of a hundred, and between which numbers it lies in 95 of 100 cases (Wilson's interval). */
export function perHundredOf(n: number, of: number): { n: string; low: string; high: string } {
  const share = Math.min(n / of, 1);
  const middle = (share + WIDTH ** 2 / (2 * of)) / (1 + WIDTH ** 2 / of);
  const spread = Math.sqrt((share * (1 - share)) / of + (WIDTH / (2 * of)) ** 2);
  const half = (WIDTH * spread) / (1 + WIDTH ** 2 / of);
  return {
    n: whole((100 * n) / of),
    low: whole(100 * Math.max(0, middle - half)),
    high: whole(100 * Math.min(1, middle + half)),
  };
}
