import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { SettingKey } from "./queries";
import { unitOf } from "./units";

const NUMBERS = /^a whole number from (\d+) to (\d+)$/;
const CHARACTERS = /^at most (\d+) characters$/;
const CAP = /^none, or up to (\d+) a day such as/;
const LETTERS = /^two capital letters such as (\S+), or empty$/;

/** What a setting may be, in the language of the page; as the server told it where that is none of the known forms. */
export function boundText(key: SettingKey, bound: string): string {
  const numbers = numbersOf(bound);
  if (numbers !== undefined) {
    const { shown, bound: text } = unitOf(key);
    const [from, to] = numbers.map((it) => whole(shown(it)));
    return text({ from: from ?? "", to: to ?? "" });
  }
  const [, most] = CHARACTERS.exec(bound) ?? [];
  if (most !== undefined) return m.settings_bound_characters({ n: whole(Number(most)) });
  const [, cap] = CAP.exec(bound) ?? [];
  if (cap !== undefined) return m.settings_bound_cap({ n: whole(Number(cap)) });
  const [, example] = LETTERS.exec(bound) ?? [];
  return example === undefined ? bound : m.settings_bound_letters({ example });
}

/** The least and the most of a number; none where it is no number. */
export function numbersOf(bound: string): [from: number, to: number] | undefined {
  const [, from, to] = NUMBERS.exec(bound) ?? [];
  return from === undefined ? undefined : [Number(from), Number(to)];
}

/** Whether it is the most of something a day. */
export function isCap(bound: string): boolean {
  return CAP.test(bound);
}

/** Whether it is a time of day and a later one. */
export function isTimes(bound: string): boolean {
  return bound.startsWith("two times of day");
}

/** The words of which one is to be chosen; none where something is typed. */
export function choicesOf(bound: string): string[] | undefined {
  const [, one, other] = /^(\w+) or (\w+)$/.exec(bound) ?? [];
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** Whether it may be more than a line. */
export function isLong(bound: string): boolean {
  return Number(CHARACTERS.exec(bound)?.[1] ?? 0) > 200;
}

const WORDS: Record<string, () => string> = {
  yes: m.settings_yes,
  no: m.settings_no,
  certain: m.settings_mode_certain,
  expected: m.settings_mode_expected,
  en: () => "English",
  de: () => "Deutsch",
};

/** A word to choose, as it is called. */
export function wordOf(word: string): string {
  return WORDS[word]?.() ?? word;
}
