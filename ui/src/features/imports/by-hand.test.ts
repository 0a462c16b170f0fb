import { expect, test } from "vitest";
import { decisionOn, withCorrection, withDecision } from "./by-hand";
import type { NamedPair } from "./queries";

const pair = (a: NamedPair["a"], row: number): NamedPair => ({
  a,
  b: { row },
  why: "phone",
  score: 6,
});

test("a pair has one decision, the last that was said of it", () => {
  const person = { person: "018f0000-0000-7000-8000-000000000001" };
  const [one, other] = [pair({ row: 1 }, 2), pair(person, 2)];
  let said = withDecision({ decisions: [], others: "skip" }, one, "keep");
  said = withDecision(said, other, "merge");
  said = withDecision(said, one, "merge");
  expect(said.others).toBe("skip");
  expect(said.decisions).toEqual([
    { row: 2, with: person, decision: "merge" },
    { row: 2, with: { row: 1 }, decision: "merge" },
  ]);
  expect(decisionOn(said, one)).toBe("merge");
  expect(decisionOn(said, pair({ row: 7 }, 9))).toBeUndefined();
});

test("a cell has one correction, which can be taken back", () => {
  let said = withCorrection([], 3, "E-mail", "a@");
  said = withCorrection(said, 4, "E-mail", "b@b.example");
  said = withCorrection(said, 3, "E-mail", "a@a.example");
  expect(said).toEqual([
    { row: 4, column: "E-mail", value: "b@b.example" },
    { row: 3, column: "E-mail", value: "a@a.example" },
  ]);
  expect(withCorrection(said, 4, "E-mail", undefined)).toHaveLength(1);
});
