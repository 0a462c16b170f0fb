import { expect, test } from "vitest";
import { Problem } from "@/shared/api/problem";
import { calendarProblem, icsProblem } from "./problem-words";

const refused = (detail: string) =>
  new Problem({ type: "", title: "", status: 422, code: "calendar_file_refused", detail });

test("an event that was left out is named, and the zone that nobody knows", () => {
  const detail = "`Board meeting` has no start that can be read, so it was left out";
  expect(icsProblem({ code: "no_start", event: "Board meeting", detail })).toContain(
    "Board meeting",
  );
  const zone = icsProblem({ code: "zone", event: "Lunch", zone: "Mars/Olympus", detail: "" });
  expect(zone).toMatch(/Lunch.*Mars\/Olympus/);
});

test("a file that is no calendar is refused without the words of its format", () => {
  const text = calendarProblem(refused("the file holds no calendar: BEGIN:VCALENDAR is missing"));
  expect(text).toMatch(/no calendar/);
  expect(text).not.toMatch(/VCALENDAR/);
  expect(calendarProblem(null)).toBeUndefined();
});
