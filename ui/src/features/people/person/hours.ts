import type { components } from "@/shared/api/schema.gen";
import { hourThere } from "@/shared/places/local-time";
import { isShipped, type Outcome } from "@/shared/words/contact";

type Activity = components["schemas"]["TimelineActivity"];

/** Calls of one hour of the day where somebody is, and how many of them a human answered. */
export type Hour = { hour: number; calls: number; answered: number };

/** Below it is too early to tell. */
const ENOUGH = 20;

/** Whether a human answered a call that ended so. Where they answered by another way, or were not called at all, nothing is said. */
const ANSWERED: Partial<Record<Outcome, boolean>> = {
  no_answer: false,
  voicemail: false,
  gatekeeper: true,
  call_back: true,
  not_now: true,
  meeting_set: true,
  not_interested: true,
  not_a_fit: true,
  do_not_contact: true,
  do_not_call: true,
};

/**
 * When calls to somebody were answered, hour by hour of their day, from the first hour with a call to the last; none
 * while there are too few calls, while they all have one result or all fall in one hour: there is nothing to choose by.
 */
export function answeredByHour(
  activities: readonly Activity[],
  place: { zone: string; country: string },
  sameAs: ReadonlyMap<string, Outcome> = new Map(),
): Hour[] | undefined {
  const calls = activities.flatMap(({ channel, outcome, at }) => {
    const shipped = isShipped(outcome) ? outcome : sameAs.get(outcome);
    const isAnswered = channel === "call" && shipped ? ANSWERED[shipped] : undefined;
    const hour = isAnswered === undefined ? undefined : hourThere(place, new Date(at));
    return isAnswered === undefined || hour === undefined ? [] : [{ hour, isAnswered }];
  });
  const answered = calls.filter(({ isAnswered }) => isAnswered).length;
  if (calls.length < ENOUGH || answered === 0 || answered === calls.length) return undefined;
  const first = Math.min(...calls.map(({ hour }) => hour));
  const last = Math.max(...calls.map(({ hour }) => hour));
  if (first === last) return undefined;
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const within = calls.filter(({ hour }) => hour === first + n);
    return {
      hour: first + n,
      calls: within.length,
      answered: within.filter(({ isAnswered }) => isAnswered).length,
    };
  });
}
