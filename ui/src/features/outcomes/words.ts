import { m } from "@/shared/messages/gen/messages";
import type { ShippedOutcome } from "./queries";

/** Every shipped outcome as it is called. */
export const OUTCOMES: Record<ShippedOutcome, () => string> = {
  no_answer: m.outcomes_no_answer,
  voicemail: m.outcomes_voicemail,
  gatekeeper: m.outcomes_gatekeeper,
  call_back: m.outcomes_call_back,
  not_now: m.outcomes_not_now,
  meeting_set: m.outcomes_meeting_set,
  not_interested: m.outcomes_not_interested,
  not_a_fit: m.outcomes_not_a_fit,
  wrong_or_left: m.outcomes_wrong_or_left,
  do_not_contact: m.outcomes_do_not_contact,
  do_not_call: m.outcomes_do_not_call,
  replied: m.outcomes_replied,
  out_of_office: m.outcomes_out_of_office,
  bounced: m.outcomes_bounced,
};

/** Whether a word names a shipped outcome. */
export function isShipped(word: string): word is ShippedOutcome {
  return word in OUTCOMES;
}
