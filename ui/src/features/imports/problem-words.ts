import { m } from "@/shared/messages/gen/messages";
import type { ImportProblem } from "./queries";

/** What kind of thing is wrong, where it is not known more exactly. */
const KINDS: Partial<Record<NonNullable<ImportProblem["kind"]>, () => string>> = {
  email: m.imports_why_no_email,
  phone: m.imports_why_no_phone,
  date: m.imports_why_no_date,
  too_long: m.imports_why_limit,
  damaged: m.imports_why_bytes,
  broken: m.imports_why_limit,
  card: m.imports_why_card_broken,
};

type Reason = [RegExp, (parts: string[]) => string];

/** Exactly why a row or a value cannot be used, as the server tells it in English. */
const REASONS: Reason[] = [
  [/^no name, address or number/, () => m.imports_why_nobody()],
  [/has no @$/, () => m.imports_why_no_at()],
  [/^no e-mail address: it is too long/, () => m.imports_why_email_long()],
  [/the part before the @/, () => m.imports_why_before_at()],
  [/the domain is not allowed/, () => m.imports_why_domain()],
  [/^no phone number/, () => m.imports_why_no_phone()],
  [/^damaged by a spreadsheet/, () => m.imports_why_spreadsheet()],
  [/^no date that can be read/, () => m.imports_why_no_date()],
  [/^no such day/, () => m.imports_why_no_such_day()],
  [/^day and month cannot/, () => m.imports_why_day_or_month()],
  [/^only a year/, () => m.imports_why_only_year()],
  [/^a birthday to come/, () => m.imports_why_birthday()],
  [/^the year cannot be right/, () => m.imports_why_year()],
  [/taken as yes$/, () => m.imports_why_taken_as_yes()],
  [/^no standing that/, () => m.imports_why_standing()],
  [/^neither yes, no nor/, () => m.imports_why_fit()],
  [/^no language that/, () => m.imports_why_language()],
  [/^no time zone that/, () => m.imports_why_zone()],
  [/^(\d+) cells beyond/, ([n]) => m.imports_why_beyond({ n: Number(n) })],
  [/^a line below the table/, () => m.imports_why_below()],
  [/^repeats the header/, () => m.imports_why_header()],
  [/^a row of sums/, () => m.imports_why_sums()],
  [/^bytes that/, () => m.imports_why_bytes()],
  [/^a card inside/, () => m.imports_why_card()],
  [/over the limit|longer than the limit/, () => m.imports_why_limit()],
  [/^a formula without/, () => m.imports_why_formula()],
  [/^sheet `(.+?)`/, ([name]) => m.imports_why_sheet({ name: name ?? "" })],
];

type Told = Pick<ImportProblem, "kind" | "value" | "why">;

/** A problem in the language of the reader: the value that is meant, where one is, and what is wrong with it. */
export function problemWords({ kind, value, why }: Told): {
  value: string | undefined;
  why: string;
} {
  const [, quoted, after] = /^`(.*?)`: (.+)$/s.exec(why) ?? [];
  return { value: value || quoted, why: reasonText(kind, after ?? why) };
}

/** Exactly what, where that is known, else what kind of thing. */
function reasonText(kind: Told["kind"], reason: string): string {
  for (const [form, text] of REASONS) {
    const found = form.exec(reason);
    if (found !== null) return text(found.slice(1));
  }
  return (kind !== undefined ? KINDS[kind] : undefined)?.() ?? m.imports_why_other();
}
