import type { ImportReport } from "./queries";

/** Rows of a table as they stand in its file, by their numbers as in the report; of the others nothing is known here. */
export type Lines = ReadonlyMap<number, readonly string[]>;

/** So many rows are shown of those without a problem. */
const FIRST = 20;

/** The rows that a report tells: the first of the table, and those that it names. */
export function linesOf({ lines }: Pick<ImportReport, "lines">): Lines {
  return new Map((lines ?? []).map(({ row, cells }) => [row, cells]));
}

/** The numbers of the first rows, where they are told. */
export function firstOf(lines: Lines): number[] {
  return [...lines.keys()].filter((row) => row <= FIRST).sort((a, b) => a - b);
}
