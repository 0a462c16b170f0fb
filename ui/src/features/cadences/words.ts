import { m } from "@/shared/messages/gen/messages";
import type { Asks, GiftKind } from "./queries";

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

type Hint = [RegExp, (parts: string[]) => string];

const HINTS: Hint[] = [
  [
    /^steps (\d+) and (\d+) give the same$/,
    ([a, b]) => m.cadences_hint_same({ a: a ?? "", b: b ?? "" }),
  ],
  [/^step (\d+): an e-mail that gives nothing/, ([n]) => m.cadences_hint_empty({ n: n ?? "" })],
  [/^step (\d+): the last touch/, ([n]) => m.cadences_hint_loose({ n: n ?? "" })],
  [/^(\d+) touches: 3 to 8/, ([n]) => m.cadences_hint_unusual({ n: Number(n) })],
  [
    /^step (\d+): no script in `(\w+)`$/,
    ([n, l]) => m.cadences_hint_script({ n: n ?? "", language: l ?? "" }),
  ],
  [
    /^step (\d+): the e-mail in `(\w+)`/,
    ([n, l]) => m.cadences_hint_subject({ n: n ?? "", language: l ?? "" }),
  ],
];

/** What the adviser points out, in the language of the page; as the server told it where it is not known. */
export function hintText(warning: string): string {
  for (const [form, text] of HINTS) {
    const found = form.exec(warning);
    if (found !== null) return text(found.slice(1));
  }
  return warning;
}
