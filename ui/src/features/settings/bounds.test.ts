import { expect, test } from "vitest";
import { boundText, choicesOf, isLong } from "./bounds";

test("what a setting may be is told in the words of the page", () => {
  expect(boundText("a whole number from 5 to 480")).toBe("A whole number from 5 to 480.");
  expect(boundText("at most 2000 characters")).toBe("At most 2000 characters.");
  expect(boundText("two times of day such as 09:00-18:00")).toBe(
    "Two times of day, such as 09:00-18:00.",
  );
});

test("a form nobody knows is told as the server tells it", () => {
  expect(boundText("a prime")).toBe("a prime");
});

test("of two words one is chosen, anything else is typed", () => {
  expect(choicesOf("yes or no")).toEqual(["yes", "no"]);
  expect(choicesOf("a whole number from 1 to 30")).toBeUndefined();
  expect(isLong("at most 2000 characters")).toBe(true);
  expect(isLong("at most 200 characters")).toBe(false);
});
