import type { Outcome } from "@/shared/words/contact";

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
