import { expect, test } from "vitest";
import { capOf, capText, unitOf } from "./units";

test("shares are read in percent, and kept to the last millionth", () => {
  const { shown, kept } = unitOf("available_mean_ppm");
  expect([shown(1_000_000), shown(812_345), kept(81.2345)]).toEqual([100, 81.2345, 812_345]);
});

test("a variance is read as what varies, and the widest is half", () => {
  const { shown, kept } = unitOf("available_var_ppm");
  expect([shown(10_000), kept(10), shown(250_000), kept(50)]).toEqual([10, 10_000, 50, 250_000]);
});

test("what nobody else reads otherwise is a whole number", () => {
  const { shown, kept, digits } = unitOf("meeting_minutes");
  expect([shown(60), kept(60), digits]).toEqual([60, 60, 0]);
});

test("the most a day is none, touches or minutes, there and back", () => {
  for (const value of ["none", "50 touches", "60 minutes"]) {
    expect(capText(capOf(value))).toBe(value);
  }
});
