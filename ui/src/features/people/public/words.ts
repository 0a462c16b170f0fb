import { m } from "@/shared/messages/gen/messages";

/** Every standing, in the order of the glossary. */
export const STANDING_WORDS = {
  lead: m.people_standing_lead,
  prospect: m.people_standing_prospect,
  in_nurture: m.people_standing_in_nurture,
  client: m.people_standing_client,
  former_client: m.people_standing_former_client,
  other: m.people_standing_other,
} as const;

/** Every fit. */
export const FIT_WORDS = {
  yes: m.people_fit_yes,
  no: m.people_fit_no,
  unknown: m.people_fit_unknown,
} as const;

/** What a reason can rest on. */
export const REASON_KIND_WORDS = {
  event: m.people_reason_event,
  referral: m.people_reason_referral,
  registration: m.people_reason_registration,
  news: m.people_reason_news,
  new_job: m.people_reason_new_job,
  not_now: m.people_reason_not_now,
  former_client: m.people_reason_former_client,
  other: m.people_reason_other,
} as const;

/** What a touch that is of no cadence is for. */
const LOOSE_WORDS = {
  answer_due: m.people_loose_answer_due,
  rebook: m.people_loose_rebook,
  time_to_be_agreed: m.people_loose_time_to_be_agreed,
  referral_follow_up: m.people_loose_referral_follow_up,
  agreed: m.people_loose_agreed,
} as const;

/** What brought something in; names of programs stay as they are written. */
const SOURCE_WORDS: Record<string, () => string> = {
  linkedin: () => "LinkedIn",
  hubspot: () => "HubSpot",
  salesforce: () => "Salesforce",
  pipedrive: () => "Pipedrive",
  google: () => "Google",
  outlook: () => "Outlook",
  apollo: () => "Apollo",
  vcard: () => "vCard",
  touchstone: () => "Touchstone",
  table: m.people_source_table,
  "by hand": m.people_source_hand,
  sample: m.people_source_sample,
};

const LABELS: Record<string, () => string> = {
  work: m.people_label_work,
  home: m.people_label_home,
  mobile: m.people_label_mobile,
  fax: m.people_label_fax,
  main: m.people_label_main,
};

/** What a person is to the rep, as the screen calls it. */
export function standingWord(standing: string): string {
  return wordOf(STANDING_WORDS, standing);
}

/** Whether they could and would buy. */
export function fitWord(fit: string): string {
  return wordOf(FIT_WORDS, fit);
}

/** What a reason rests on. */
export function reasonKindWord(kind: string): string {
  return wordOf(REASON_KIND_WORDS, kind);
}

/** Where something was read: a list that was imported, by its kind; else as somebody wrote it. */
export function sourceWord(source: string): string {
  return wordOf(SOURCE_WORDS, source);
}

/** What a touch that is of no cadence is for. */
export function looseWord(kind: keyof typeof LOOSE_WORDS): string {
  return LOOSE_WORDS[kind]();
}

/** Where a number or address is used; nothing where that says nothing. */
export function labelWord(label: string): string {
  return LABELS[label]?.() ?? "";
}

function wordOf(words: Record<string, () => string>, name: string): string {
  return words[name]?.() ?? name;
}
