import { m } from "@/shared/messages/gen/messages";
import type { Behaviour, SpanName } from "./queries";

/** Every behaviour as it is called, in the order in which it is offered. */
export const BEHAVIOURS: Record<Behaviour, () => string> = {
  calls: m.recipes_behaviour_calls,
  conversations: m.recipes_behaviour_conversations,
  meeting_asks: m.recipes_behaviour_meeting_asks,
  referral_asks: m.recipes_behaviour_referral_asks,
  referral_follow_ups: m.recipes_behaviour_referral_follow_ups,
  introduction_asks: m.recipes_behaviour_introduction_asks,
  first_emails: m.recipes_behaviour_first_emails,
  follow_up_emails: m.recipes_behaviour_follow_up_emails,
  texts: m.recipes_behaviour_texts,
  social_touches: m.recipes_behaviour_social_touches,
  letters: m.recipes_behaviour_letters,
  walk_ins: m.recipes_behaviour_walk_ins,
  events: m.recipes_behaviour_events,
  videos: m.recipes_behaviour_videos,
  alliance_work: m.recipes_behaviour_alliance_work,
  help_given: m.recipes_behaviour_help_given,
};

/** Whether a word names a behaviour. */
export function isBehaviour(word: string): word is Behaviour {
  return word in BEHAVIOURS;
}

/** The spans over which a goal is told. */
export const SPANS: Record<SpanName, () => string> = {
  today: m.recipes_today,
  week: m.recipes_week,
  month: m.recipes_month,
  year: m.recipes_year,
};

export const SPAN_NAMES: readonly SpanName[] = ["today", "week", "month", "year"];

/** Why somebody who was started did not get all touches. */
export const CAUSES: Record<string, () => string> = {
  stopped: m.recipes_cause_stopped,
  skipped: m.recipes_cause_skipped,
  no_way: m.recipes_cause_no_way,
  needs_number: m.recipes_cause_needs_number,
  paused: m.recipes_cause_paused,
  no_room: m.recipes_cause_no_room,
  left_undone: m.recipes_cause_left_undone,
};
