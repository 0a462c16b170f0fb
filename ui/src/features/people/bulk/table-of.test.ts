import { expect, test } from "vitest";
import { cellOf } from "./table-of";

test.each([
  ["Mia", "Mia"],
  ["=1+1", "'=1+1"],
  ["@sum", "'@sum"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ["+44 20 7946 0100", "+44 20 7946 0100"],
  ["Weber, Ana", '"Weber, Ana"'],
  ['the "boss"', '"the ""boss"""'],
])("%s stands in the file as %s", (text, expected) => {
  expect(cellOf(text)).toBe(expected);
});
