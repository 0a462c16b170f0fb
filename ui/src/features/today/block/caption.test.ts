import { expect, test } from "vitest";
import type { Ahead, OutcomeAhead } from "../queries";
import { captionOf, dayOf, thenOn } from "./caption";

const HERE = { today: "2026-11-24", zone: "Europe/Berlin" };

test("a touch that goes on shows its step and day", () => {
  check(next(5, "2026-11-30"), "Touch 5 Mon 30 Nov");
});

test("an agreed time is shown by the rep's clock", () => {
  const agreed = { ...next(5, "2026-11-26"), change: "moved" } as const;
  const then = { ...agreed, next: { ...nextOf(5, "2026-11-26"), agreed: "2026-11-26T09:45:00Z" } };
  check(then, "Touch 5 Thu 26 Nov, 10:45");
});

test("an agreed time of today is shown without its day", () => {
  const then = {
    ...next(5, "2026-11-24"),
    next: { ...nextOf(5, "2026-11-24"), agreed: "2026-11-24T15:00:00Z" },
  };
  check(then, "Touch 5 16:00");
});

test("nurture names its day", () => {
  check(
    { change: "ended", ends: "not_now", nurture_until: "2027-02-01" },
    "Nurture until Mon 1 Feb 2027",
  );
});

test("a number that is bad on the last way pauses and says what is needed", () => {
  check({ change: "paused", state: "paused", needs: "number" }, "Needs a number");
});

test("an end that leads to a question asks it", () => {
  check({ change: "ended", ends: "not_interested", prompts: ["who_else"] }, "Ends. Who else?");
});

test("a reply leaves an answer that is due", () => {
  const loose = [
    { kind: "answer_due", channel: "email", from: "2026-11-25", to: "2026-11-25" },
  ] as const;
  check({ change: "ended", ends: "replied", loose: [...loose] }, "Answer due Wed 25 Nov");
});

test("a call-back asks when", () => {
  const outcome = of(next(5, "2026-11-25"), "call_back");
  expect(captionOf(outcome, HERE)).toBe("Touch 5 Wed 25 Nov?");
});

test("with another day it shows what was sent along for that day, and nothing where nothing was", () => {
  const outcome: OutcomeAhead = {
    ...of(next(5, "2026-12-08"), "not_now"),
    with_until: "2026-12-08",
    // The field is the wire's; nobody awaits it.
    // biome-ignore lint/suspicious/noThenProperty: see above
    by_day: [{ day: "2026-12-01", then: next(5, "2026-12-01") }],
  };
  expect(dayOf(thenOn(outcome, "2026-12-01"))).toBe("2026-12-01");
  expect(dayOf(thenOn(outcome, "2026-12-08"))).toBe("2026-12-08");
  expect(thenOn(outcome, "2027-05-01")).toBeUndefined();
});

function check(then: Ahead, shown: string): void {
  expect(captionOf(of(then, "no_answer"), HERE)).toBe(shown);
}

function of(then: Ahead, outcome: OutcomeAhead["outcome"]): OutcomeAhead {
  const takes = { agreed: "never", until: "never", why: "may" } as const;
  return { outcome, ...takes, reached: false, conversation: false, then };
}

function next(step: number, from: string): Ahead {
  return { change: "next", state: "active", next: nextOf(step, from) };
}

function nextOf(step: number, from: string) {
  return { step, channel: "call", from, to: from } as const;
}
