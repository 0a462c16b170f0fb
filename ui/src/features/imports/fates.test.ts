import { expect, test } from "vitest";
import { fatesOf } from "./fates";
import type { ImportReport } from "./queries";

const REPORT: ImportReport = {
  import: null,
  dry_run: true,
  source: "table",
  encoding: "utf-8",
  delimiter: ";",
  columns: [{ header: "Name", field: "full", certainty: 1 }],
  rows: 3,
  stored: 1,
  updated: 0,
  same: 1,
  possible_duplicates: 0,
  rejected: [{ row: 3, column: "Name", why: "no name" }],
  n_rejected: 1,
  problems: [],
  certain: [{ a: { row: 1 }, b: { row: 2 }, why: "phone", score: 42 }],
  possible: [],
  noticed: [],
};

test("a row that is named in no pair is new, the later one of a pair is known", () => {
  const fate = fatesOf(REPORT);
  expect([1, 2, 3].map((row) => fate(row)?.kind)).toEqual(["new", "known", "rejected"]);
});

test("a row becomes what was said of it by hand", () => {
  const pair = (row: number, decision?: "merge" | "skip" | "keep") => ({
    a: { row: 1 },
    b: { row },
    why: "phone",
    score: 6,
    ...(decision === undefined ? {} : { decision }),
  });
  const possible = [pair(4, "merge"), pair(5, "skip"), pair(6, "keep"), pair(7)];
  const fate = fatesOf({ ...REPORT, rows: 7, possible });
  const kinds = [4, 5, 6, 7].map((row) => fate(row)?.kind);
  expect(kinds).toEqual(["known", "left_out", "new", "possible"]);
});
