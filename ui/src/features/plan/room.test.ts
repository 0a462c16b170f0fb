import { expect, test } from "vitest";
import type { PlanDay } from "./queries";
import { spansOf } from "./room";

const DAYS: PlanDay[] = [
  { on: "2026-11-26", hours: 120, promised: 90, room: 30 },
  { on: "2026-11-27", hours: 80, promised: 0, room: 80 },
  { on: "2026-11-30", hours: 0, promised: 0, room: 0 },
  { on: "2026-12-01", hours: 120, promised: 10, room: 110 },
];

test("days sum up to weeks and months", () => {
  expect(spansOf(DAYS, [], "week")).toEqual([
    { from: "2026-11-23", hours: 200, promised: 90, added: 0, off: [] },
    { from: "2026-11-30", hours: 120, promised: 10, added: 0, off: [] },
  ]);
  expect(spansOf(DAYS, [], "month").map((span) => span.from)).toEqual(["2026-11-01", "2026-12-01"]);
});

test("who starts may move what is promised: the planner tells of both, day by day", () => {
  const joined = [
    { on: "2026-11-26", promised: 60, new: 20 },
    { on: "2026-11-27", promised: 30, new: 16 },
  ];
  expect(spansOf(DAYS, joined, "day").map((span) => [span.promised, span.added])).toEqual([
    [60, 20],
    [30, 16],
    [0, 0],
    [10, 0],
  ]);
  expect(spansOf(DAYS, joined, "week")[0]).toMatchObject({ promised: 90, added: 36 });
});

test("a day off stands among the others with its name, unless nobody works on its weekday anyway", () => {
  const off = new Map([
    ["2026-11-27", "on a day with hours"],
    ["2026-11-28", "a Saturday"],
    ["2026-11-30", "Saint Andrew"],
    ["2026-12-03", "Leave"],
  ]);
  const told = (kind: "day" | "week") =>
    spansOf(DAYS, [], kind, off).map((span) => `${span.from} ${span.off.join()}`.trim());
  expect(told("day")).toEqual([
    "2026-11-26",
    "2026-11-27",
    "2026-11-30 Saint Andrew",
    "2026-12-01",
    "2026-12-03 Leave",
  ]);
  expect(told("week")).toEqual(["2026-11-23", "2026-11-30 Saint Andrew,Leave"]);
});
