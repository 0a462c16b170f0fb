import { expect, test } from "vitest";
import { hoursOf } from "./hours";
import { nextStep } from "./kept";

const NOTHING = { people: false, hours: false, recipe: false, prospects: false, touch: false };

test("the next step is the first that is neither done nor skipped", () => {
  expect(nextStep(NOTHING, [])).toBe("people");
  expect(nextStep({ ...NOTHING, people: true }, [])).toBe("hours");
  expect(nextStep({ ...NOTHING, hours: true }, ["people"])).toBe("recipe");
  expect(nextStep(NOTHING, ["people", "hours", "recipe", "prospects", "touch"])).toBeUndefined();
});

test("hours are written with the days in the order of the week", () => {
  expect(hoursOf({ days: ["fri", "mon"], from: "09:00", to: "11:00" })).toBe("mon,fri 09:00-11:00");
});
