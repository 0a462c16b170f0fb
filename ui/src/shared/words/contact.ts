import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";

export type Outcome = components["schemas"]["Outcome"];
export type Channel = components["schemas"]["Channel"];

/** The channels as they are called on every screen. */
export const CHANNELS: Record<Channel, () => string> = {
  call: m.channel_call,
  email: m.channel_email,
  text: m.channel_text,
  social: m.channel_social,
  letter: m.channel_letter,
  walk_in: m.channel_walk_in,
  event: m.channel_event,
  video: m.channel_video,
};

/** The shipped outcomes as they are called on every screen. */
export const OUTCOMES: Record<Outcome, () => string> = {
  no_answer: m.outcome_no_answer,
  voicemail: m.outcome_voicemail,
  gatekeeper: m.outcome_gatekeeper,
  call_back: m.outcome_call_back,
  not_now: m.outcome_not_now,
  meeting_set: m.outcome_meeting_set,
  not_interested: m.outcome_not_interested,
  not_a_fit: m.outcome_not_a_fit,
  wrong_or_left: m.outcome_wrong_or_left,
  do_not_contact: m.outcome_do_not_contact,
  do_not_call: m.outcome_do_not_call,
  replied: m.outcome_replied,
  out_of_office: m.outcome_out_of_office,
  bounced: m.outcome_bounced,
};

/** A channel in words; one that is not known here as it is. */
export function channelWord(channel: string): string {
  return isChannel(channel) ? CHANNELS[channel]() : channel;
}

/** An outcome in words; a team's own goes by its own word. */
export function outcomeWord(outcome: string): string {
  return isShipped(outcome) ? OUTCOMES[outcome]() : outcome;
}

/** Whether a word names a shipped outcome. */
export function isShipped(word: string): word is Outcome {
  return word in OUTCOMES;
}

function isChannel(word: string): word is Channel {
  return word in CHANNELS;
}
