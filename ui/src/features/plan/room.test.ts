import { expect, test } from "vitest";
import type { PlanDay } from "./queries";
import { addedMinutes, spansOf } from "./room";

const DAYS: PlanDay[] = [
  { on: "2026-11-26", hours: 120, promised: 90, room: 30 },
  { on: "2026-11-27", hours: 80, promised: 0, room: 80 },
  { on: "2026-11-30", hours: 0, promised: 0, room: 0 },
  { on: "2026-12-01", hours: 120, promised: 10, room: 110 },
];

test("a touch that would be on a day without hours is on the next one with", () => {
  const start = { person: "p", name: "Ada", on: "2026-11-27" };
  const steps = [
    { gap: 0, minutes: 8 },
    { gap: 1, minutes: 3 },
  ];
  expect([...addedMinutes(DAYS, [start, start], steps)]).toEqual([
    ["2026-11-27", 16],
    ["2026-12-01", 6],
  ]);
});

test("days sum up to weeks and months", () => {
  const added = new Map([["2026-11-27", 16]]);
  expect(spansOf(DAYS, added, "week")).toEqual([
    { from: "2026-11-23", hours: 200, promised: 90, added: 16 },
    { from: "2026-11-30", hours: 120, promised: 10, added: 0 },
  ]);
  expect(spansOf(DAYS, added, "month").map((span) => span.from)).toEqual([
    "2026-11-01",
    "2026-12-01",
  ]);
});
