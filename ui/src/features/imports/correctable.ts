import type { ImportColumn, ImportProblem } from "./queries";

/** Columns by which a row is somebody, in the order in which they are offered. */
const NAMING = /^(?:full|given|family|email|phone)/;
/** So many are offered of a row in which nobody is told. */
const OFFERED = 3;
/** Rows of which a cell would not make a person. */
const NO_ROWS: readonly ImportProblem["kind"][] = [
  "below_table",
  "header_again",
  "sums",
  "broken",
  "card",
  "sheet",
  "sheet_of_people",
  "extra_cells",
];

/** The columns in which a problem can be corrected: its own, or those by which the row would be somebody. */
export function columnsToCorrect(
  { row, column, kind }: Pick<ImportProblem, "row" | "column" | "kind">,
  columns: readonly ImportColumn[],
): string[] {
  if (row === 0 || (kind !== undefined && NO_ROWS.includes(kind))) return [];
  // A header that stands twice does not tell which cell is meant.
  const told = columns.filter((it) => columns.every((at) => at === it || at.header !== it.header));
  if (kind !== "nobody") return told.some((it) => it.header === column) ? [column] : [];
  const naming = told.filter((it) => NAMING.test(it.field)).map((it) => it.header);
  return naming.slice(0, OFFERED);
}
