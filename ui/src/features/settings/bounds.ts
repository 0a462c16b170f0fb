import { m } from "@/shared/messages/gen/messages";

/** The forms in which the server tells what a setting may be. */
const FORMS: [RegExp, (found: string[]) => string][] = [
  [
    /^a whole number from (\d+) to (\d+)$/,
    ([from = "", to = ""]) => m.settings_bound_whole({ from, to }),
  ],
  [/^at most (\d+) characters$/, ([n = ""]) => m.settings_bound_characters({ n })],
  [/^none, or up to (\d+) a day such as/, ([n = ""]) => m.settings_bound_cap({ n })],
  [/^two times of day such as (\S+)$/, ([example = ""]) => m.settings_bound_times({ example })],
  [
    /^two capital letters such as (\S+), or empty$/,
    ([example = ""]) => m.settings_bound_letters({ example }),
  ],
];

/** What a setting may be, in the language of the page; as the server told it where that is none of the known forms. */
export function boundText(bound: string): string {
  const choices = choicesOf(bound);
  if (choices !== undefined) return m.settings_bound_choice();
  for (const [form, text] of FORMS) {
    const found = form.exec(bound);
    if (found !== null) return text(found.slice(1));
  }
  return bound;
}

/** The words of which one is to be chosen; none where something is typed. */
export function choicesOf(bound: string): string[] | undefined {
  const [, one, other] = /^(\w+) or (\w+)$/.exec(bound) ?? [];
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** Whether it may be more than a line. */
export function isLong(bound: string): boolean {
  const n = /^at most (\d+) characters$/.exec(bound)?.[1];
  return Number(n ?? 0) > 200;
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
