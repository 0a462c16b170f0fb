import { expect, test } from "vitest";
import { newDraft, newStep } from "./draft";
import { endsWell, hintsOf } from "./hints";
import type { Step } from "./queries";

const of = (...steps: Partial<Step>[]) => ({
  ...newDraft(),
  steps: steps.map((step) => ({ ...newStep(), ...step })),
});

test("two touches that give the same are pointed out, whatever their case", () => {
  const fact = (text: string) => ({ gives: { kind: "fact", text } }) as const;
  expect(hintsOf(of(fact("Plants save 12%"), {}, fact("plants  SAVE 12%")))).toEqual([
    "Touches 1 and 3 give the same.",
  ]);
  expect(hintsOf(of(fact("One"), fact("Two"), {}))).toEqual([]);
});

test("an e-mail that gives nothing is pointed out, one without a subject too", () => {
  expect(hintsOf(of({}, { channel: "email", scripts: { en: { body: "Hello" } } }, {}))).toEqual([
    "Touch 2 is an e-mail that gives nothing. Add a fact, a case or a question.",
    "The e-mail of touch 2 has no subject in en.",
  ]);
});

test("fewer than three touches ask why", () => {
  expect(hintsOf(of({}, {}))[0]).toMatch(/^2 touches: 3 to 8 are usual/);
});

test("the last touch asks, or parts well", () => {
  const last = (asks: Step["asks"]) => endsWell(of({}, asks === undefined ? {} : { asks }));
  expect([last("meeting"), last("parts_well"), last("nothing")]).toEqual([true, true, false]);
});
