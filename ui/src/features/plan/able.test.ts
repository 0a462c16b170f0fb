import { expect, test } from "vitest";
import { asToldOfTheList, nAble } from "./able";

const TOLD = {
  answer: "some",
  asked: 50,
  fit: 45,
  not_able: [],
  breaks: null,
  on_the_list: null,
  left_on_the_list: 200,
} as const;
const BREAKS = {
  channel: "total",
  from: "2026-11-24",
  to: "2026-11-26",
  minutes_over: 8,
} as never;
const people = (n: number) => Array.from({ length: n }, () => ({}));

test("whoever is not able is passed over while the list goes on", () => {
  expect(nAble({ ...TOLD, not_able: people(16), breaks: BREAKS })).toBe(50);
});

test("on a list that is shorter than what was asked for, all but those who are not able are able", () => {
  expect(nAble({ ...TOLD, on_the_list: 20, not_able: people(5), left_on_the_list: 0 })).toBe(15);
});

test("where all who are able on a short list can start, the answer is yes", () => {
  const short = { ...TOLD, on_the_list: 20, not_able: people(5), left_on_the_list: 0, fit: 15 };
  expect(asToldOfTheList(short).answer).toBe("yes");
  expect(asToldOfTheList({ ...short, fit: 14, breaks: BREAKS }).answer).toBe("some");
});

test("where a list that held enough names comes to its end, all who are able can start too", () => {
  const ended = { ...TOLD, left_on_the_list: 0, not_able: people(16), fit: 44 };
  expect(asToldOfTheList(ended).answer).toBe("yes");
  expect(nAble(ended)).toBe(44);
});

test("what the calendar refuses stays refused", () => {
  expect(asToldOfTheList({ ...TOLD, breaks: BREAKS }).answer).toBe("some");
  expect(asToldOfTheList({ ...TOLD, fit: 0, breaks: BREAKS, left_on_the_list: 0 }).answer).toBe(
    "some",
  );
});
