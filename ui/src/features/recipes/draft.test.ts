import { expect, test } from "vitest";
import { along, type Draft, draftOf, emptyIngredient, evenGoal, onWeekdays, tomlOf } from "./draft";
import { errorsOf } from "./draft-errors";
import type { RecipeShown } from "./public/recipe";
import type { CheckShown } from "./queries";

const EMAILS = {
  ...emptyIngredient(),
  name: 'First "e-mails"',
  behaviours: ["first_emails" as const],
  goals: onWeekdays(10),
  by: "12:00",
  takes: "start" as const,
  starts: "Cold",
};
const THANKS = {
  ...emptyIngredient(),
  name: "Thanks",
  isByHand: true,
  goals: [1, 0, 0, 0, 2, 0, 0],
  takes: "minutes" as const,
  minutes: 5,
};

test("a recipe is written as the server reads it, whatever stands in a name", () => {
  expect(tomlOf({ name: " Mornings ", ingredients: [EMAILS, THANKS] })).toBe(`name = "Mornings"

[[ingredients]]
name = "First \\"e-mails\\""
behaviours = ["first_emails"]
goals = [10, 10, 10, 10, 10, 0, 0]
by = "12:00"
starts = "Cold"

[[ingredients]]
name = "Thanks"
by_hand = true
goals = [1, 0, 0, 0, 2, 0, 0]
minutes = 5
`);
});

test("a saved recipe comes back as it was typed, its cadence by name", () => {
  const saved = {
    name: "Mornings",
    ingredients: [
      {
        name: 'First "e-mails"',
        counts: { behaviours: ["first_emails"] },
        goals: onWeekdays(10),
        by: "12:00",
        takes: { start: "c1" },
      },
      { name: "Thanks", counts: "by_hand", goals: THANKS.goals, takes: { minutes: 5 } },
    ],
  } as unknown as RecipeShown;
  const draft = draftOf(saved, [{ id: "c1", name: "Cold" }]);
  expect(draft).toEqual({
    name: "Mornings",
    ingredients: [{ ...EMAILS, minutes: emptyIngredient().minutes }, THANKS],
  });
});

test("the way out of fewer lowers the starts, drops what nothing is left of, and nothing else", () => {
  const draft: Draft = { name: "Mornings", ingredients: [THANKS, EMAILS] };
  const check = { starts: [{ ingredient: 1 }] } as unknown as CheckShown;
  const fewer = along(draft, check, { kind: "fewer", a_day: [4] });
  expect(fewer?.ingredients).toEqual([THANKS, { ...EMAILS, goals: onWeekdays(4) }]);
  const none = along(draft, check, { kind: "fewer", a_day: [0] });
  expect(none?.ingredients).toEqual([THANKS]);
  expect(along(draft, check, { kind: "minutes", a_day: 30 })).toBeUndefined();
});

test("a goal is one number where Monday to Friday are alike and the weekend is free", () => {
  expect(evenGoal(onWeekdays(7))).toBe(7);
  expect(evenGoal([7, 7, 7, 7, 3, 0, 0])).toBeUndefined();
  expect(evenGoal([7, 7, 7, 7, 7, 7, 0])).toBeUndefined();
});

test("what is wrong is told at its field", () => {
  const broken = {
    ...EMAILS,
    name: "thanks",
    behaviours: [],
    goals: onWeekdays(0),
    by: "11:50",
    starts: "",
  };
  expect(Object.keys(errorsOf({ name: "", ingredients: [THANKS, broken] }))).toEqual([
    "name",
    "ingredients.1.name",
    "ingredients.1.behaviours",
    "ingredients.1.goals",
    "ingredients.1.by",
    "ingredients.1.starts",
  ]);
  expect(errorsOf({ name: "Mornings", ingredients: [EMAILS, THANKS] })).toEqual({});
});
