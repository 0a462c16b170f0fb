import { expect, test } from "vitest";
import { m } from "@/shared/messages/gen/messages";
import { changed, isUnusual, lastDayOf, minutesOf, newDraft, newStep, writtenIn } from "./draft";
import type { CadenceWarning } from "./queries";
import { moved } from "./use-steps";
import { hintText } from "./words";

const FIVE = {
  ...newDraft(),
  steps: [1, 2, 3, 4, 5].map((minutes) => ({ ...newStep(), minutes, gap: 2, window: 1 })),
};

test("a shorter copy keeps the last touch, which asks", () => {
  expect(changed(FIVE, { touches: 3 }).steps.map((step) => step.minutes)).toEqual([1, 2, 5]);
});

test("a wider copy gives every touch more days", () => {
  expect(changed(FIVE, { wider: 2 }).steps.map((step) => step.window)).toEqual([3, 3, 3, 3, 3]);
});

test("what one prospect takes is the sum of the touches", () => {
  expect([minutesOf(FIVE.steps), lastDayOf(FIVE.steps)]).toEqual([15, 11]);
});

test("fewer than three and more than eight touches ask for a second thought", () => {
  const of = (n: number) => isUnusual(Array.from({ length: n }, newStep));
  expect([2, 3, 8, 9].map(of)).toEqual([true, false, false, true]);
});

test("a language is written in once somebody wrote a subject or a line in it", () => {
  const scripts = {
    en: { body: "Hello" },
    de: { body: "  " },
    pl: { subject: "Dzień dobry", body: "" },
  };
  expect([...writtenIn([{ ...newStep(), scripts }])]).toEqual(["en", "pl"]);
});

test("a cadence is begun in the language of whoever makes it, on the first day", () => {
  const { languages, steps } = newDraft("de");
  expect([languages, lastDayOf(steps)]).toEqual([["de"], 1]);
});

test("a touch moves by one place, and not out of the list", () => {
  const rows = FIVE.steps.map((step) => ({ key: step.minutes, step }));
  expect(moved(rows, 1, 1).map(({ key }) => key)).toEqual([2, 1, 3, 4, 5]);
  expect(moved(rows, 1, -1).map(({ key }) => key)).toEqual([1, 2, 3, 4, 5]);
});

test("a hint is told in words of the page", () => {
  const told = (warning: Omit<CadenceWarning, "detail">) =>
    hintText({ detail: "as the server says it", ...warning }, 9);
  expect(told({ code: "same_gift", step: 2, other: 4 })).toBe(
    m.cadences_hint_same({ a: "2", b: "4" }),
  );
  expect(told({ code: "unusual", step: null })).toBe(m.cadences_hint_unusual({ n: 9 }));
  expect(told({ code: "no_script", step: 1, language: "de" })).toBe(
    m.cadences_hint_script({ n: "1", language: "de" }),
  );
});
