import { expect, test } from "vitest";
import { international } from "./international";

test.each([
  ["+442079460100", "+44 20 7946 0100"],
  ["+44 (0)20 79460100", "+44 20 7946 0100"],
  ["+12025550101", "+1 202 555 0101"],
  ["+4930901820", "+49 30 901820"],
  ["+4917612345678", "+49 176 12345678"],
  ["+442079460100 ext. 12", "+44 20 7946 0100 x12"],
  ["020 7946 0100", "020 7946 0100"],
  ["+999 1", "+999 1"],
  ["", ""],
])("%s is read as %s", (number, expected) => {
  expect(international(number)).toBe(expected);
});
