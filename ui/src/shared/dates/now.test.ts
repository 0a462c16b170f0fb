import { afterEach, expect, test, vi } from "vitest";
import { dayIn } from "./days";
import { now, tellServerTime } from "./now";

const HERE = "2026-11-24T09:00:00Z";

afterEach(() => {
  tellServerTime(new Date().toISOString());
  vi.useRealTimers();
});

test("a clock that is as far behind as an answer takes is not wrong", () => {
  vi.useFakeTimers({ now: new Date(HERE) });
  tellServerTime("2026-11-24T09:00:30Z");
  expect(now()).toEqual(new Date(HERE));
});

test("where the clock of the device is wrong, the day is the server's and time goes on", () => {
  vi.useFakeTimers({ now: new Date("2026-11-22T09:00:00Z") });
  tellServerTime(HERE);
  expect(dayIn("Europe/Berlin")).toBe("2026-11-24");
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(dayIn("Europe/Berlin")).toBe("2026-11-25");
});

test("a clock that is put right is believed again", () => {
  vi.useFakeTimers({ now: new Date("2026-11-22T09:00:00Z") });
  tellServerTime(HERE);
  vi.setSystemTime(new Date(HERE));
  tellServerTime(HERE);
  expect(now()).toEqual(new Date(HERE));
});
