import { expect, test } from "vitest";
import { firstOf, linesOf } from "./lines";

const LINES = [21, 2, 1, 4211].map((row) => ({ row, cells: [`Ada ${row}`] }));

test("the first rows are shown in their order, those beside a problem only there", () => {
  expect(firstOf(linesOf({ lines: LINES }))).toEqual([1, 2]);
});

test("a row that is named is found by its number, one that is not is not", () => {
  const lines = linesOf({ lines: LINES });
  expect([lines.get(4211), lines.get(22)]).toEqual([["Ada 4211"], undefined]);
});

test("of cards no row is told", () => {
  expect(firstOf(linesOf({}))).toEqual([]);
});
