import { m } from "@/shared/messages/gen/messages";
import type { Asks, CadenceWarning, GiftKind } from "./queries";

export const ASKS: Record<Asks, () => string> = {
  nothing: m.cadences_asks_nothing,
  meeting: m.cadences_asks_meeting,
  referral: m.cadences_asks_referral,
  introduction: m.cadences_asks_introduction,
  parts_well: m.cadences_asks_parts_well,
};

export const GIFTS: Record<GiftKind, () => string> = {
  fact: m.cadences_gift_fact,
  case: m.cadences_gift_case,
  question: m.cadences_gift_question,
};

/** The words of a map as the options of a select. */
export function optionsOf(words: Record<string, () => string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label: label() }));
}

/** Whether a word is one of a map. */
export function isOneOf<T extends string>(words: Record<T, unknown>, word: string): word is T {
  return word in words;
}

/** What the adviser points out, in the language of the page. */
export function hintText({ code, step, other, language }: CadenceWarning, touches: number): string {
  const n = String(step ?? "");
  const said: Record<CadenceWarning["code"], () => string> = {
    same_gift: () => m.cadences_hint_same({ a: n, b: String(other ?? "") }),
    empty_email: () => m.cadences_hint_empty({ n }),
    loose_end: () => m.cadences_hint_loose({ n }),
    unusual: () => m.cadences_hint_unusual({ n: touches }),
    no_script: () => m.cadences_hint_script({ n, language: language ?? "" }),
    no_subject: () => m.cadences_hint_subject({ n, language: language ?? "" }),
  };
  return said[code]();
}
