import { expect, test } from "vitest";
import { atLine, groupsOf, lineOf } from "./groups";

const nobody = { company: "", owner: "", running: null };
const people = (n: number) => Array.from({ length: n }, () => nobody);
const PAGES = [
  { of: "lead", people: people(100) },
  { of: "lead", people: people(3) },
  { of: "client", people: people(2) },
];

test("a group has one heading however many pages it came in", () => {
  const groups = groupsOf(PAGES, "standing", undefined);
  expect(groups.map(({ from, of }) => [from, of])).toEqual([
    [0, "lead"],
    [103, "client"],
  ]);
});

test("a list without groups has no headings, and every line is somebody", () => {
  expect(groupsOf([{ people: people(4) }], undefined, undefined)).toEqual([]);
  expect(lineOf(3, [])).toBe(3);
  expect(atLine(3, [])).toBe(3);
});

test("headings take lines, and every person is found again on their own", () => {
  const groups = groupsOf(PAGES, "standing", undefined);
  expect(atLine(0, groups)).toBe(groups[0]);
  expect(atLine(104, groups)).toBe(groups[1]);
  for (const index of [0, 1, 102, 103, 104]) {
    expect(atLine(lineOf(index, groups), groups)).toBe(index);
  }
});

test("in a list that is sorted by company each one has a heading, and those of none stand below theirs", () => {
  const at = (company: string) => ({ ...nobody, company });
  const pages = [{ people: [at("Haas KG"), at("Haas KG")] }, { people: [at("Haas KG"), at("")] }];
  const groups = groupsOf(pages, "company", undefined);
  expect(groups.map(({ from, label }) => [from, label])).toEqual([
    [0, "Haas KG"],
    [3, "No company"],
  ]);
  expect(groupsOf(pages, "cadence", undefined).map(({ label }) => label)).toEqual([
    "On no cadence",
  ]);
});
