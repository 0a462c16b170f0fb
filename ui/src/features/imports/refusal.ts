import { m } from "@/shared/messages/gen/messages";
import type { Field, ImportShown } from "./queries";

/** What cannot be imported: a sentence, and the columns where they can be told by hand. */
export type Refusal = { text: string; columns: string[] };

type Form = [RegExp, (parts: string[]) => string];

/** Why a file is refused, as the server tells it in English. */
const REFUSALS: Form[] = [
  [/^the file is empty/, () => m.imports_refused_empty()],
  [/^not a table and not text/, () => m.imports_refused_not_text()],
  [
    /^the file is compressed \((.+?)\)/,
    ([format]) => m.imports_refused_packed({ format: format ?? "" }),
  ],
  [/^(.+) is not supported: export it as XLSX/, () => m.imports_refused_workbook()],
  [/ is not supported: /, () => m.imports_refused_format()],
  [/^this is a calendar/, () => m.imports_refused_calendar()],
  [/^the file is protected/, () => m.imports_refused_protected()],
  [/^the file is damaged/, () => m.imports_refused_damaged()],
  [/ is over the limit of /, () => m.imports_refused_too_large()],
  [
    /^row (\d+): a quote opened at line (\d+)/,
    ([row, line]) => m.imports_refused_quote({ row: row ?? "", line: line ?? "" }),
  ],
  [/^no people in this file: it lists companies/, () => m.imports_refused_companies()],
  [/^no people in this file/, () => m.imports_refused_nobody()],
  [/^cannot map `(.*)` to/, ([column]) => m.imports_refused_mapping({ column: column ?? "" })],
];

const CODES: Record<string, () => string> = {
  stopped: m.imports_stopped,
  interrupted: m.imports_interrupted,
  disk_full: m.problem_disk_full,
  disk_full_halfway: m.imports_disk_full_halfway,
};

/** Fields by which a row is somebody: with one of them a file is one of people. */
const NAMING = /^(?:full|given|family|nickname|email|phone)/;

/** Why an import came to nothing, in the language of the reader. */
export function refusalOf(why: ImportShown["why"]): Refusal {
  const detail = why?.detail ?? "";
  const code = CODES[why?.code ?? ""];
  if (code !== undefined) return { text: code(), columns: [] };
  for (const [form, text] of REFUSALS) {
    const found = form.exec(detail);
    if (found !== null) return { text: text(found.slice(1)), columns: columnsIn(detail) };
  }
  return { text: m.imports_refused_other(), columns: [] };
}

/** Whether a column of this field makes a row somebody. */
export function namesPeople(field: Field): boolean {
  return NAMING.test(field);
}

function columnsIn(detail: string): string[] {
  const [, list = ""] = /; its columns are (`.*`); map one by hand/s.exec(detail) ?? [];
  return list === "" ? [] : list.slice(1, -1).split("`, `");
}
