import { m } from "@/shared/messages/gen/messages";
import { fitWord, standingWord } from "../public/words";
import type { Person } from "../queries";

/** People as a table that other programs read (CSV), with the words of the screen as headings. */
export function tableOf(people: readonly Person[]): string {
  const headings = [
    m.people_column_name(),
    m.people_column_job_title(),
    m.people_column_company(),
    m.people_column_email(),
    m.people_column_phone(),
    m.people_column_standing(),
    m.people_column_fit(),
    m.people_column_country(),
    m.people_column_owner(),
    m.people_column_tags(),
    m.people_note(),
  ];
  const rows = people.map((person) => [
    person.name,
    person.job_title,
    person.company,
    person.emails.map((way) => way.text).join("; "),
    person.phones.map((way) => way.text).join("; "),
    standingWord(person.standing),
    fitWord(person.fit),
    person.country,
    person.owner,
    person.tags.join("; "),
    person.note,
  ]);
  return [headings, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

/** One cell of it: what a spreadsheet would take for a formula is made a text; a number with its + stays one. */
export function cellOf(text: string): string {
  const isFormula =
    /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s()./-]*$/.test(text));
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
