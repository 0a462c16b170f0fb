import { expect, test } from "vitest";
import type { Timeline } from "../queries";
import { answeredByHour } from "./hours";

type Activity = Timeline["activities"][number];

/** Calls as "time, outcome" in UTC, so many of each. */
function calls(...some: readonly [time: string, outcome: string, n: number][]): Activity[] {
  return some.flatMap(([time, outcome, n]) =>
    Array.from({ length: n }, (_, at) => ({
      id: `${time} ${outcome} ${at}`,
      at: `2026-11-20T${time}:00Z`,
      on: "2026-11-20",
      rep: "Mia",
      behaviour: "calls",
      channel: "call",
      outcome,
      minutes: 3,
      asked: "",
      why: "",
      note: "",
      is_private: false,
    })),
  );
}

const BERLIN = { zone: "Europe/Berlin", country: "DE" };
const MIXED = calls(
  ["08:30", "no_answer", 12],
  ["10:15", "call_back", 5],
  ["10:50", "voicemail", 3],
);

test("calls are told by the hour where somebody is, with the hours between that had none", () => {
  expect(answeredByHour(MIXED, BERLIN)).toEqual([
    { hour: 9, calls: 12, answered: 0 },
    { hour: 10, calls: 0, answered: 0 },
    { hour: 11, calls: 8, answered: 5 },
  ]);
  expect(answeredByHour(MIXED, { zone: "America/New_York", country: "" })?.[0]?.hour).toBe(3);
});

test("it is too early to tell below twenty calls, and other channels are no calls", () => {
  expect(answeredByHour(MIXED.slice(1), BERLIN)).toBeUndefined();
  const mailed = { ...MIXED[0], channel: "email" } as Activity;
  expect(answeredByHour([...MIXED.slice(1), mailed], BERLIN)).toBeUndefined();
});

test("where the numbers tell no hour from another, or the place is not known, there is nothing", () => {
  expect(answeredByHour(calls(["08:30", "no_answer", 30]), BERLIN)).toBeUndefined();
  const sameHour = calls(["08:30", "no_answer", 20], ["08:40", "call_back", 9]);
  expect(answeredByHour(sameHour, BERLIN)).toBeUndefined();
  expect(answeredByHour(MIXED, { zone: "", country: "" })).toBeUndefined();
});

test("an outcome of the team's own counts as what it is like", () => {
  const own = calls(["08:30", "no_answer", 19], ["10:30", "rang_back", 1]);
  expect(answeredByHour(own, BERLIN)).toBeUndefined();
  expect(answeredByHour(own, BERLIN, new Map([["rang_back", "call_back"]]))).toHaveLength(3);
});
