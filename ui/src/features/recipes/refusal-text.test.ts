import { expect, test } from "vitest";
import { emptyIngredient, onWeekdays } from "./draft";
import type { CheckShown } from "./queries";
import { refusalOf } from "./refusal-text";

const DRAFT = {
  name: "Mornings",
  ingredients: [{ ...emptyIngredient(), name: "First e-mails", goals: onWeekdays(10) }],
};

function told(check: Partial<CheckShown>): string[] {
  return refusalOf(DRAFT, check as CheckShown);
}

const START = {
  ingredient: 0,
  a_day: 10,
  touches: 6,
  touches_a_day: 60,
  finishable: 4,
  touches_there: [24, 24, 24, 24, 24, 0, 0],
};

test("a goal of starts is told with what it becomes and what can be finished", () => {
  expect(told({ verdict: "starts_refused", starts: [START] as CheckShown["starts"] })).toEqual([
    "10 a day of “First e-mails” on 6 touches become up to 60 touches a day; your hours hold 24; 4 a day can be finished.",
  ]);
});

test("minutes that are not there are told by weekday, days off left out", () => {
  const minutes_there = [120, 120, 120, 120, 50, 0, 0];
  const own_minutes = [60, 60, 60, 60, 60, 60, 0];
  expect(told({ verdict: "minutes_over", minutes_there, own_minutes })).toEqual([
    "What is tied to no prospect takes 60 min on a Friday; your hours hold 50 min.",
  ]);
});

test("a recipe that fits is refused for nothing", () => {
  expect(told({ verdict: "fits" })).toEqual([]);
});
