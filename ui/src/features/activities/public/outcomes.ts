import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";

export type Outcome = components["schemas"]["Outcome"];
export type Channel = components["schemas"]["Channel"];

/** The ten that have a digit, in the order of the keys: 1 to 9, then 0. */
export const WITH_DIGIT = [
  "no_answer",
  "voicemail",
  "gatekeeper",
  "call_back",
  "not_now",
  "meeting_set",
  "not_interested",
  "not_a_fit",
  "wrong_or_left",
  "do_not_contact",
] as const satisfies readonly Outcome[];

export type WithDigit = (typeof WITH_DIGIT)[number];

const OUTCOMES: Record<Outcome, () => string> = {
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

const CHANNELS: Record<Channel, () => string> = {
  call: m.channel_call,
  email: m.channel_email,
  text: m.channel_text,
  social: m.channel_social,
  letter: m.channel_letter,
  walk_in: m.channel_walk_in,
  event: m.channel_event,
  video: m.channel_video,
};

/** An outcome in words. */
export function outcomeText(outcome: Outcome): string {
  return OUTCOMES[outcome]();
}

/** An outcome as it was stored: a shipped one in words, one of the workspace's own as it is. */
export function storedOutcomeText(outcome: string): string {
  return isShipped(outcome) ? OUTCOMES[outcome]() : outcome;
}

/** A channel in words. */
export function channelText(channel: Channel): string {
  return CHANNELS[channel]();
}

/** A channel as it was stored, in words. */
export function storedChannelText(channel: string): string {
  return isChannel(channel) ? CHANNELS[channel]() : channel;
}

function isShipped(outcome: string): outcome is Outcome {
  return outcome in OUTCOMES;
}

function isChannel(channel: string): channel is Channel {
  return channel in CHANNELS;
}
