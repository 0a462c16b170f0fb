import { expect, test } from "vitest";
import { asToldOfTheList } from "./able";

const TOLD = { answer: "some", able: 50, fit: 45, breaks: null } as const;
const BREAKS = {
  channel: "total",
  from: "2026-11-24",
  to: "2026-11-26",
  minutes_over: 8,
} as never;

test("where all who are able on a short list can start, the answer is yes", () => {
  expect(asToldOfTheList({ ...TOLD, able: 45 }).answer).toBe("yes");
});

test("what the calendar refuses stays refused", () => {
  expect(asToldOfTheList({ ...TOLD, breaks: BREAKS }).answer).toBe("some");
  expect(asToldOfTheList({ ...TOLD, able: 0, fit: 0 }).answer).toBe("some");
});
