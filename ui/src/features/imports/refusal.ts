import { m } from "@/shared/messages/gen/messages";
import type { Field, ImportShown } from "./queries";

/** What cannot be imported: a sentence, and the columns where they can be told by hand. */
export type Refusal = { text: string; columns: string[] };

type Refused = NonNullable<NonNullable<ImportShown["why"]>["refusal"]>;

const KINDS: Record<Refused["kind"], (refused: Refused, detail: string) => string> = {
  empty: () => m.imports_refused_empty(),
  not_text: () => m.imports_refused_not_text(),
  compressed: ({ format }) => m.imports_refused_packed({ format: format ?? "" }),
  unsupported: (_, detail) =>
    /: export it as XLSX/.test(detail) ? m.imports_refused_workbook() : m.imports_refused_format(),
  calendar: () => m.imports_refused_calendar(),
  protected: () => m.imports_refused_protected(),
  damaged: () => m.imports_refused_damaged(),
  too_large: () => m.imports_refused_too_large(),
  open_quote: ({ row, line }) =>
    m.imports_refused_quote({ row: String(row ?? ""), line: String(line ?? "") }),
  not_people: (_, detail) =>
    /it lists companies/.test(detail) ? m.imports_refused_companies() : m.imports_refused_nobody(),
  mapping: ({ column }) => m.imports_refused_mapping({ column: column ?? "" }),
  correction: ({ column }) => m.imports_refused_mapping({ column: column ?? "" }),
  unreadable: () => m.imports_refused_other(),
};

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
  const refused = why?.refusal;
  if (!refused) return { text: m.imports_refused_other(), columns: [] };
  return { text: KINDS[refused.kind](refused, detail), columns: refused.columns ?? [] };
}

/** Whether a column of this field makes a row somebody. */
export function namesPeople(field: Field): boolean {
  return NAMING.test(field);
}
