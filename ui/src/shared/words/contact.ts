import { m } from "@/shared/messages/gen/messages";

type Words = Record<string, () => string>;

const CHANNELS: Words = {
  call: m.word_channel_call,
  email: m.word_channel_email,
  text: m.word_channel_text,
  social: m.word_channel_social,
  letter: m.word_channel_letter,
  walk_in: m.word_channel_walk_in,
  event: m.word_channel_event,
  video: m.word_channel_video,
};

const OUTCOMES: Words = {
  no_answer: m.word_outcome_no_answer,
  voicemail: m.word_outcome_voicemail,
  gatekeeper: m.word_outcome_gatekeeper,
  call_back: m.word_outcome_call_back,
  not_now: m.word_outcome_not_now,
  meeting_set: m.word_outcome_meeting_set,
  not_interested: m.word_outcome_not_interested,
  not_a_fit: m.word_outcome_not_a_fit,
  wrong_or_left: m.word_outcome_wrong_or_left,
  do_not_contact: m.word_outcome_do_not_contact,
  do_not_call: m.word_outcome_do_not_call,
  replied: m.word_outcome_replied,
  out_of_office: m.word_outcome_out_of_office,
  bounced: m.word_outcome_bounced,
};

/** A channel as it is called on the screen. */
export function channelWord(channel: string): string {
  return CHANNELS[channel]?.() ?? channel;
}

/** An outcome as it is called on the screen; a team's own goes by its own word. */
export function outcomeWord(outcome: string): string {
  return OUTCOMES[outcome]?.() ?? outcome.replaceAll("_", " ");
}
