import type { ImportReport, NamedPair } from "./queries";

/** What becomes of a row. */
export type Fate =
  | { kind: "new" }
  | { kind: "known"; pair: NamedPair }
  | { kind: "possible"; pair: NamedPair }
  | { kind: "left_out" }
  | { kind: "rejected"; why: string };

/** So many pairs a report names at most: beyond that a row that it does not name may be one nevertheless. */
const NAMED = 100;

/** What becomes of each row, as far as the report names it. */
export function fatesOf(report: ImportReport): (row: number) => Fate | undefined {
  const fates = new Map<number, Fate>();
  for (const pair of report.possible) tell(fates, pair, "possible");
  for (const pair of report.possible) decide(fates, pair);
  for (const pair of report.certain) tell(fates, pair, "known");
  for (const { row, why } of report.rejected) fates.set(row, { kind: "rejected", why });
  const areAllNamed =
    report.certain.length < NAMED &&
    report.possible.length < NAMED &&
    report.rejected.length === report.n_rejected;
  return (row) => fates.get(row) ?? (areAllNamed ? { kind: "new" } : undefined);
}

/** What was said of a pair by hand holds for its row. */
function decide(fates: Map<number, Fate>, pair: NamedPair): void {
  if (!("row" in pair.b)) return;
  if (pair.decision === "keep") fates.set(pair.b.row, { kind: "new" });
  if (pair.decision === "merge") fates.set(pair.b.row, { kind: "known", pair });
  if (pair.decision === "skip") fates.set(pair.b.row, { kind: "left_out" });
}

/** The row that came later is the one of which something is told. */
function tell(fates: Map<number, Fate>, pair: NamedPair, kind: "known" | "possible"): void {
  const rows = [pair.a, pair.b].flatMap((whom) => ("row" in whom ? [whom.row] : []));
  if (rows.length > 0) fates.set(Math.max(...rows), { kind, pair });
}
