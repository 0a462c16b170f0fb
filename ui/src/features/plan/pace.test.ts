import { expect, test } from "vitest";
import { lastsUntil } from "./pace";

const DAYS = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"].map((on) => ({
  on,
  hours: on === "2026-11-26" ? 0 : 120,
  promised: 0,
  room: 120,
}));

test("a list lasts as many working days as its people take at the pace", () => {
  expect(lastsUntil(4, { starts: 40, days: 20 }, DAYS)).toBe("2026-11-25");
  expect(lastsUntil(1, { starts: 40, days: 20 }, DAYS)).toBe("2026-11-24");
});

test("a day without hours is none of them", () => {
  expect(lastsUntil(3, { starts: 20, days: 20 }, DAYS)).toBe("2026-11-27");
});

test("beyond what the plan sees no day is told", () => {
  expect(lastsUntil(5, { starts: 20, days: 20 }, DAYS)).toBeUndefined();
});
