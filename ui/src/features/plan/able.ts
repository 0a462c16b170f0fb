import type { StartAnswer } from "./queries";

type Told = Pick<
  StartAnswer,
  "answer" | "asked" | "fit" | "breaks" | "on_the_list" | "left_on_the_list"
> & { not_able: readonly unknown[] };

/**
 * How many of those asked for could be started if the calendar had room for all. The list is walked until as many are found
 * as were asked for: whoever is not able is passed over, and is missing only where the list has come to its end.
 */
export function nAble({ asked, fit, not_able, on_the_list, left_on_the_list }: Told): number {
  if (on_the_list != null) return on_the_list - not_able.length;
  if ((left_on_the_list ?? 0) > 0) return asked;
  return Math.max(fit, asked - not_able.length);
}

/** Where the list ends before as many are found as were asked for, and all of them can start, the answer is yes. */
export function asToldOfTheList<T extends Told>(told: T): T {
  const isEnded = told.on_the_list != null || told.left_on_the_list === 0;
  const areAllTaken = told.fit > 0 && told.breaks == null && told.fit >= nAble(told);
  return isEnded && areAllTaken ? { ...told, answer: "yes" } : told;
}
