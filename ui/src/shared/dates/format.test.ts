import { beforeEach, expect, test } from "vitest";
import { overwriteGetLocale } from "@/shared/messages/gen/runtime";
import { addDays, dayIn, daysBetween, weekdayOf } from "./days";
import { clockTime, dayAndTime, longDay, nearDay, shortDay } from "./format";

beforeEach(() => overwriteGetLocale(() => "en"));

test("a day is written as that day in every zone", () => {
  expect(longDay("2026-03-02")).toBe("Monday 2 March");
  expect(shortDay("2026-11-26")).toBe("Thu 26 Nov");
  overwriteGetLocale(() => "de");
  expect(longDay("2026-03-02")).toBe("Montag 2. März");
  expect(shortDay("2026-11-26")).toBe("Do. 26. Nov");
});

test("another year is named", () => {
  expect(shortDay("2027-01-12", "2026-11-24")).toBe("Tue 12 Jan 2027");
  expect(shortDay("2026-12-10", "2026-11-24")).toBe("Thu 10 Dec");
});

test("near now a day is a word", () => {
  expect(nearDay("2026-11-24", "2026-11-24")).toBe("today");
  expect(nearDay("2026-11-25", "2026-11-24")).toBe("tomorrow");
  expect(nearDay("2026-11-26", "2026-11-24")).toBe("in 2 days");
  expect(nearDay("2026-11-21", "2026-11-24")).toBe("3 days ago");
  expect(nearDay("2026-12-24", "2026-11-24")).toBe("Thu 24 Dec");
  overwriteGetLocale(() => "de");
  expect(nearDay("2026-11-26", "2026-11-24")).toBe("übermorgen");
});

test("a day and a time are those of the zone that is named", () => {
  const instant = "2026-11-24T23:30:00Z";
  expect(dayIn("Europe/Berlin", new Date(instant))).toBe("2026-11-25");
  expect(dayIn("America/New_York", new Date(instant))).toBe("2026-11-24");
  expect(clockTime(instant, "Europe/Berlin")).toBe("00:30");
  expect(dayAndTime(instant, "America/New_York")).toBe("Tue 24 Nov, 18:30");
});

test("days are counted over the change of clocks, of months and of leap years", () => {
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-29")]).toEqual([1, 7]);
});

test("what is no day is refused", () => {
  expect(() => longDay("2026-3-2")).toThrow(RangeError);
});
