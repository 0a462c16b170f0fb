import { expect, test } from "vitest";
import type { Person } from "../queries";
import { textOf, toldBefore, toldOf } from "./cell-value";

const way = (text: string, facts: Partial<Person["phones"][number]> = {}) => ({
  id: text,
  text,
  key: text,
  label: "",
  source: "",
  ...facts,
});

/** Somebody with these numbers, as far as a cell asks. */
function somebody(phones: Person["phones"]): Person {
  const told: Pick<Person, "phones" | "suppressed" | "tags"> = { phones, suppressed: [], tags: [] };
  return told as Person;
}

test("a number that is found stands before those that do not work", () => {
  const person = somebody([way("+4930901820", { bad_why: "wrong number" })]);
  expect(textOf(person, "phone")).toBe("");
  expect(toldOf(person, "phone", "+442079460100").phones).toEqual([
    { number: "+442079460100" },
    { number: "+4930901820" },
  ]);
});

test("another number takes the place of the one that is called, and is used where that was", () => {
  const person = somebody([
    way("+4930901820", { label: "mobile" }),
    way("+4930901821", { label: "work" }),
  ]);
  expect(toldOf(person, "phone", "+442079460100").phones).toEqual([
    { number: "+442079460100", label: "mobile" },
    { number: "+4930901821", label: "work" },
  ]);
  expect(toldBefore(person, "phone").phones).toEqual([
    { number: "+4930901820", label: "mobile" },
    { number: "+4930901821", label: "work" },
  ]);
});

test("an emptied cell takes the number away", () => {
  expect(toldOf(somebody([way("+4930901820")]), "phone", "").phones).toEqual([]);
});

test("tags are what stands between commas", () => {
  expect(toldOf(somebody([]), "tags", "expo, ,seminar ").tags).toEqual(["expo", "seminar"]);
});
