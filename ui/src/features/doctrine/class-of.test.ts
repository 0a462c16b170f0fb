import { expect, test } from "vitest";
import { classesOf } from "./public/class-of";

const NOTHING = {
  behaviour: [],
  channel: [],
  outcome: [],
  reached: null,
  conversation: null,
  asked: [],
  initiated_by: null,
  warm: null,
  reason_kind: [],
  from_touch: null,
  enrollment: [],
  mine: null,
};
type Rules = Parameters<typeof classesOf>[0];

const RULES: Rules = [
  { when: { ...NOTHING, initiated_by: "them" }, class: "not_prospecting", counts: "no" },
  { when: { ...NOTHING, behaviour: ["introduction_asks"] }, class: "passive", counts: "yes" },
  { when: { ...NOTHING, channel: ["call", "walk_in"] }, class: "active", counts: "yes" },
  { when: { ...NOTHING, conversation: true }, class: "active", counts: "yes" },
  { when: NOTHING, class: "passive", counts: "yes" },
];

test("the first rule that holds says what a behaviour is, by its usual channel too", () => {
  expect(classesOf(RULES, ["calls"])).toEqual(["active"]);
  expect(classesOf(RULES, ["conversations"])).toEqual(["active"]);
  expect(classesOf(RULES, ["texts"])).toEqual(["passive"]);
});

test("the sum of several behaviours is told by each class once", () => {
  expect(classesOf(RULES, ["first_emails", "introduction_asks"])).toEqual(["passive"]);
  expect(classesOf(RULES, ["calls", "first_emails", "walk_ins"])).toEqual(["active", "passive"]);
});

test("what no rule is about is no prospecting", () => {
  expect(classesOf([], ["calls"])).toEqual(["not_prospecting"]);
});
