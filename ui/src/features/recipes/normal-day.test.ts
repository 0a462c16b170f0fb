import { expect, test } from "vitest";
import { type Answers, dayGoals } from "./normal-day";
import { starters } from "./starters";

/** The goals of a day as `calls/conversations/asks`, and for how many meetings a month they are enough. */
function check(answers: Answers, expected: string, held?: number): void {
  const { calls, conversations, asks, wanted } = dayGoals(answers);
  expect(`${calls}/${conversations}/${asks}`).toBe(expected);
  expect(wanted?.held).toBe(held);
}

test("where nothing is said the goals are those of the recipe", () => {
  check({}, "15/4/2");
});

test("calls are what somebody makes anyway, and the rest follows them", () => {
  check({ calls: 30 }, "30/8/4");
  check({ calls: 1 }, "1/1/1");
});

test("meetings wanted say how many asks, and without a word on calls how many of them", () => {
  check({ meetings: 8 }, "15/4/2", 8);
  check({ meetings: 30 }, "23/6/6", 30);
});

test("where the calls do not reach enough people the goals say for how many meetings they are", () => {
  check({ meetings: 30, calls: 15 }, "15/4/4", 20);
});

test("what is answered stands in the recipes, and no e-mails means no goal for them", () => {
  const of = (answers: Answers) =>
    starters("Cold", answers).map(({ id, draft }) => {
      const goals = draft.ingredients.map((one) => one.goals[0]);
      return `${id} ${goals.join(" ")}`;
    });
  expect(of({})).toEqual(["phone 15 4 2 1", "both 15 4 2 1 10", "small 5 1"]);
  expect(of({ calls: 30, emails: 6 })).toEqual(["phone 30 8 4 1", "both 30 8 4 1 6", "small 5 1"]);
  expect(of({ calls: 4, emails: 0 })).toEqual(["phone 4 1 1 1"]);
});

test("the meetings wanted stand in the name of the recipe, so that they are kept", () => {
  const [phone] = starters(undefined, { meetings: 8 }).toReversed();
  expect(phone?.draft.name).toBe("Phone first: 8 meetings a month");
});
