import { expect, test } from "vitest";
import type { Timeline } from "../queries";
import { happenings } from "./events";
import { nextSteps } from "./next-step";

const ENROLLMENT = {
  id: "e1",
  cadence: "Cold",
  touches: 8,
  rep: "Mia",
  state: "active",
  started: "2026-11-20",
  next: { step: 2, channel: "call", from: "2026-11-25", to: "2026-11-27" },
  waits_why: "",
  end_why: "",
  end_note: "",
  override_why: "",
} as const;

const TIMELINE: Timeline = {
  enrollments: [ENROLLMENT],
  open: [{ touch: "t1", person: "p1", kind: "answer_due", from: "2026-11-24", to: "2026-11-24" }],
  meetings: [
    {
      id: "m1",
      person: "p1",
      name: "Ana",
      starts: "2026-11-26T09:00:00Z",
      minutes: 30,
      place: "",
      state: "set",
    },
    {
      id: "m2",
      person: "p1",
      name: "Ana",
      starts: "2026-11-10T09:00:00Z",
      minutes: 30,
      place: "",
      state: "held",
    },
  ],
  changes: [],
  activities: [],
};

test("the soonest comes next, a meeting among touches", () => {
  const steps = nextSteps(TIMELINE, (at) => at.slice(0, 10));
  expect(steps.map((step) => step.kind)).toEqual(["loose", "touch", "meeting"]);
});

test("who is paused has a next step without a day, after all others", () => {
  const paused = { ...TIMELINE, enrollments: [{ ...ENROLLMENT, state: "paused" as const }] };
  expect(nextSteps(paused, (at) => at.slice(0, 10)).at(-1)?.kind).toBe("paused");
});

test("what happened is newest first, and a meeting ahead has not happened", () => {
  const all = happenings(TIMELINE, "2026-11-24T10:00:00Z");
  expect(all.map((it) => `${it.kind} ${it.at.slice(0, 10)}`)).toEqual([
    "start 2026-11-20",
    "meeting 2026-11-10",
  ]);
});
