import { expect, test } from "vitest";
import { instantOf } from "./instants";

test("a time of a day is that of the zone's clocks, in summer and in winter", () => {
  expect(instantOf("2026-11-24", "09:45", "Europe/Berlin")).toBe("2026-11-24T08:45:00.000Z");
  expect(instantOf("2026-07-24", "09:45", "Europe/Berlin")).toBe("2026-07-24T07:45:00.000Z");
  expect(instantOf("2026-11-24", "09:45", "America/New_York")).toBe("2026-11-24T14:45:00.000Z");
  expect(instantOf("2026-11-24", "00:15", "Asia/Kolkata")).toBe("2026-11-23T18:45:00.000Z");
});

test("on the day on which the clocks change both sides of it are right", () => {
  expect(instantOf("2026-03-29", "01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
  expect(instantOf("2026-03-29", "09:00", "Europe/Berlin")).toBe("2026-03-29T07:00:00.000Z");
  expect(instantOf("2026-10-25", "09:00", "Europe/Berlin")).toBe("2026-10-25T08:00:00.000Z");
});
