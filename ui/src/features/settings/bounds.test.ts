import { expect, test } from "vitest";
import { boundText, choicesOf, isLong } from "./bounds";

test("what a setting may be is told in the words of the page, in the unit in which it is typed", () => {
  const numbers = "a whole number from 0 to 4000";
  expect(boundText("meeting_minutes", numbers)).toBe("A whole number from 0 to 4,000.");
  expect(boundText("available_var_ppm", "a whole number from 0 to 250000")).toBe("From 0 to 50.");
  expect(boundText("z_milli", numbers)).toMatch(/^From 0 to 4\./);
  expect(boundText("fact", "at most 2000 characters")).toBe("At most 2,000 characters.");
});

test("a form nobody knows is told as the server tells it", () => {
  expect(boundText("country", "a prime")).toBe("a prime");
});

test("of two words one is chosen, anything else is typed", () => {
  expect(choicesOf("yes or no")).toEqual(["yes", "no"]);
  expect(choicesOf("a whole number from 1 to 30")).toBeUndefined();
  expect(isLong("at most 2000 characters")).toBe(true);
  expect(isLong("at most 200 characters")).toBe(false);
});
