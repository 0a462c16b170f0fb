import { expect, test } from "vitest";
import { weekdayName } from "./weekdays";

test("weekdays are named from Monday to Sunday, whatever zone the browser is in", () => {
  expect([1, 5, 7].map((day) => weekdayName(day, "long"))).toEqual(["Monday", "Friday", "Sunday"]);
  expect(weekdayName(1, "short")).toBe("Mon");
});
