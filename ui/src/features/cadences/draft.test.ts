import { expect, test } from "vitest";
import { changed, isUnusual, lastDayOf, minutesOf, newDraft, newStep } from "./draft";
import { moved } from "./use-steps";
import { hintText } from "./words";

const FIVE = {
  ...newDraft(),
  steps: [1, 2, 3, 4, 5].map((minutes) => ({ ...newStep(), minutes, gap: 2, window: 1 })),
};

test("a shorter copy keeps the last touch, which asks", () => {
  expect(changed(FIVE, { touches: 3 }).steps.map((step) => step.minutes)).toEqual([1, 2, 5]);
});

test("a wider copy gives every touch more days", () => {
  expect(changed(FIVE, { wider: 2 }).steps.map((step) => step.window)).toEqual([3, 3, 3, 3, 3]);
});

test("what one prospect takes is the sum of the touches", () => {
  expect([minutesOf(FIVE.steps), lastDayOf(FIVE.steps)]).toEqual([15, 11]);
});

test("fewer than three and more than eight touches ask for a second thought", () => {
  const of = (n: number) => isUnusual(Array.from({ length: n }, newStep));
  expect([2, 3, 8, 9].map(of)).toEqual([true, false, false, true]);
});

test("a touch moves by one place, and not out of the list", () => {
  const rows = FIVE.steps.map((step) => ({ key: step.minutes, step }));
  expect(moved(rows, 1, 1).map(({ key }) => key)).toEqual([2, 1, 3, 4, 5]);
  expect(moved(rows, 1, -1).map(({ key }) => key)).toEqual([1, 2, 3, 4, 5]);
});

test("a hint is told in words of the page, an unknown one as the server told it", () => {
  expect(hintText("9 touches: 3 to 8 are usual")).toBe(
    "9 touches: 3 to 8 are usual. Why is this one different?",
  );
  expect(hintText("something new")).toBe("something new");
});
