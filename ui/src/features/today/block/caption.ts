import type { components } from "@/shared/api/schema.gen";
import { type Day, dayIn } from "@/shared/dates/days";
import { clockTime, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { missingWord } from "@/shared/words/missing";
import type { Ahead, OutcomeAhead } from "../queries";

type Schemas = components["schemas"];

/** Where and when somebody reads: days are told as seen from `today` in `zone`. */
export type Here = { today: Day; zone: string };

const LOOSE: Record<Schemas["LooseKind"], () => string> = {
  answer_due: m.loose_answer_due,
  rebook: m.loose_rebook,
  time_to_be_agreed: m.loose_time_to_be_agreed,
  referral_follow_up: m.loose_referral_follow_up,
  agreed: m.loose_agreed,
};

/** What a touch outside a cadence is for. */
export function looseText(kind: Schemas["LooseKind"]): string {
  return LOOSE[kind]();
}

/** What an outcome leads to for this person, as the planner answered. */
export function captionOf(outcome: OutcomeAhead, here: Here): string {
  if (outcome.then == null) return outcome.refused ?? "";
  const then = thenText(outcome.then, here);
  if (outcome.outcome === "call_back") return m.caption_when({ then });
  if (outcome.outcome === "not_now" || outcome.outcome === "out_of_office") {
    return m.caption_until({ then });
  }
  return then;
}

/** What becomes of the plan, in a few words. */
export function thenText(then: Ahead, here: Here): string {
  const { next, needs } = then;
  if (next != null) {
    return m.caption_touch({ step: String(next.step), day: dayText(next, here) });
  }
  if (needs != null) return missingWord(needs);
  if (then.nurture_until != null) {
    return m.caption_nurture({ day: shortDay(then.nurture_until, here.today) });
  }
  const [loose] = then.loose ?? [];
  if (loose !== undefined) {
    return m.caption_loose({ what: looseText(loose.kind), day: dayText(loose, here) });
  }
  if (then.meeting) return m.caption_meeting();
  return endText(then);
}

/** The day that is shown to come of an outcome, to be held against what the server stores. */
export function dayOf(then: Ahead | null | undefined): Day | undefined {
  return then?.next?.from ?? then?.loose?.[0]?.from;
}

/** What an outcome does when this day is told with it; what it does by itself where that was not sent along. */
export function thenOn(outcome: OutcomeAhead, day: Day | undefined): Ahead | undefined {
  const told = outcome.by_day?.find((it) => it.day === day);
  if (told !== undefined) return told.then;
  const isAsFilledIn = day === undefined || day === outcome.with_until;
  return isAsFilledIn ? (outcome.then ?? undefined) : undefined;
}

function endText(then: Ahead): string {
  if (then.prompts?.includes("who_else")) return m.caption_who_else();
  switch (then.ends) {
    case "completed":
      return m.caption_completed();
    case "do_not_contact":
      return m.caption_no_contact();
    case "do_not_call":
      return m.caption_no_calls();
    case "not_a_fit":
      return m.caption_not_fit();
    default:
      return then.change === "unchanged" ? m.caption_stays() : m.caption_ends();
  }
}

function dayText(touch: { from: Day; agreed?: string | null }, { today, zone }: Here): string {
  if (touch.agreed == null) return shortDay(touch.from, today);
  const day = dayIn(zone, new Date(touch.agreed));
  const time = clockTime(touch.agreed, zone);
  return day === today ? time : `${shortDay(day, today)}, ${time}`;
}
