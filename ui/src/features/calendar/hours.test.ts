import { expect, test } from "vitest";
import { blocksOf, capped, dayOf, dayText, longer, minutesOf, weekOf, weekText } from "./hours";

function check(text: string, written: string) {
  expect(weekText(blocksOf(weekOf(text)))).toBe(written);
}

test("a week is written as it is meant, days with the same hours together", () => {
  check("mon-thu 09:00-11:00 fri 09:00-10:20", "mon,tue,wed,thu 09:00-11:00 fri 09:00-10:20");
  check("mon,wed 09:00-10:30 14:00-15:00", "mon,wed 09:00-10:30 14:00-15:00");
  check("mon 08:00-09:00 fri 08:00-09:00", "mon,fri 08:00-09:00");
  check("off", "off");
});

test("minutes that are freed make the last interval of the day longer", () => {
  expect(dayText(longer(dayOf("09:00-10:00 14:00-15:00"), 14))).toBe("09:00-10:00 14:00-15:14");
  expect(dayText(longer([], 30))).toBe("09:00-09:30");
  expect(minutesOf(dayOf("09:00-10:00 14:00-15:14"))).toBe(134);
});

test("a day is cut from its end to what is really done", () => {
  expect(capped("mon-tue 09:00-10:00 14:00-15:00 wed 09:00-09:30", 75)).toBe(
    "mon,tue 09:00-10:00 14:00-14:15 wed 09:00-09:30",
  );
});
