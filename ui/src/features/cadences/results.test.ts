import { expect, test } from "vitest";
import { perHundredOf, told } from "./results";

const none = { started: 0, running: 0, completed: 0, left_early: 0, stopped: 0, meetings: 0 };

test("shares are of those that ended, and stand beside their counts", () => {
  const runs = { started: 60, running: 20, completed: 26, left_early: 12, stopped: 2, meetings: 9 };
  expect(told(runs)).toEqual({
    ended: "40 of 60",
    completed: "65% (26)",
    leftEarly: "30% (12)",
    meetings: "15 (8–26)",
  });
});

test("of a few the counts are told, and of nobody nothing", () => {
  const few = { ...none, started: 19, running: 1, completed: 2, left_early: 1, meetings: 1 };
  expect(told(few)).toEqual({
    ended: "18 of 19",
    completed: "2 of 18",
    leftEarly: "1 of 18",
    meetings: "1 of 19",
  });
  expect(told(none)).toMatchObject({ completed: undefined, meetings: undefined });
});

test("meetings per 100 come with the range that so few or so many leave open", () => {
  expect(perHundredOf(0, 10)).toEqual({ n: "0", low: "0", high: "28" });
  expect(perHundredOf(10, 10)).toEqual({ n: "100", low: "72", high: "100" });
  expect(perHundredOf(150, 1000)).toEqual({ n: "15", low: "13", high: "17" });
});
