import { expect, test } from "vitest";
import type { PlanDay } from "./queries";
import { addedMinutes, spansOf } from "./room";

const DAYS: PlanDay[] = [
  { on: "2026-11-26", hours: 120, promised: 90, room: 30 },
  { on: "2026-11-27", hours: 80, promised: 0, room: 80 },
  { on: "2026-11-30", hours: 0, promised: 0, room: 0 },
  { on: "2026-12-01", hours: 120, promised: 10, room: 110 },
];

const ADA = { person: "p", name: "Ada", on: "2026-11-26" };

test("a touch waits for a day with room inside its window, and none is put on a day without hours", () => {
  const steps = [
    { gap: 0, window: 1, minutes: 20 },
    { gap: 1, window: 0, minutes: 3 },
  ];
  expect([...addedMinutes(DAYS, [ADA, ADA], steps)]).toEqual([
    ["2026-11-26", 20],
    ["2026-11-27", 23],
    ["2026-12-01", 3],
  ]);
});

test("on the last day of its window a touch is due, room or not", () => {
  const steps = [{ gap: 0, window: 0, minutes: 20 }];
  expect([...addedMinutes(DAYS, [ADA, ADA], steps)]).toEqual([["2026-11-26", 40]]);
});

test("days sum up to weeks and months", () => {
  const added = new Map([["2026-11-27", 16]]);
  expect(spansOf(DAYS, added, "week")).toEqual([
    { from: "2026-11-23", hours: 200, promised: 90, added: 16, off: [] },
    { from: "2026-11-30", hours: 120, promised: 10, added: 0, off: [] },
  ]);
  expect(spansOf(DAYS, added, "month").map((span) => span.from)).toEqual([
    "2026-11-01",
    "2026-12-01",
  ]);
});

test("a day off stands among the others with its name, unless nobody works on its weekday anyway", () => {
  const off = new Map([
    ["2026-11-27", "on a day with hours"],
    ["2026-11-28", "a Saturday"],
    ["2026-11-30", "Saint Andrew"],
    ["2026-12-03", "Leave"],
  ]);
  const told = (kind: "day" | "week") =>
    spansOf(DAYS, new Map(), kind, off).map((span) => `${span.from} ${span.off.join()}`.trim());
  expect(told("day")).toEqual([
    "2026-11-26",
    "2026-11-27",
    "2026-11-30 Saint Andrew",
    "2026-12-01",
    "2026-12-03 Leave",
  ]);
  expect(told("week")).toEqual(["2026-11-23", "2026-11-30 Saint Andrew,Leave"]);
});
