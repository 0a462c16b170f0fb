import { expect, test } from "vitest";
import type { Person } from "../queries";
import { lastText, nextText, runningText } from "./work";

const HERE = { today: "2026-11-24", zone: "Europe/Berlin" };
const TOUCH = { channel: "call", from: "2026-11-23", to: "2026-11-25" } as const;
const RUNNING = {
  enrollment: "01a20531-df33-702e-a349-9cd5a4d1193a",
  cadence: "Cold",
  step: 3,
  of: 8,
  state: "active",
  rep: "Mara Holt",
} as const;

test.each<[string, NonNullable<Person["next"]> | null, string]>([
  ["an open window is told by its end", TOUCH, "Call by tomorrow"],
  [
    "one ahead by its first day",
    { ...TOUCH, from: "2026-11-26", to: "2026-11-27" },
    "Call in 2 days",
  ],
  ["a past one is late", { ...TOUCH, to: "2026-11-23" }, "Call, late since Mon 23 Nov"],
  [
    "an agreed time is told as the clock shows it",
    { ...TOUCH, agreed: "2026-11-25T08:45:00Z" },
    "Call Wed 25 Nov, 09:45",
  ],
  [
    "what is of no cadence goes by what it is for",
    { ...TOUCH, kind: "answer_due" },
    "Answer due by tomorrow",
  ],
  ["an end some days ahead goes by its name", { ...TOUCH, to: "2026-11-27" }, "Call by Fri 27 Nov"],
  ["nothing is nothing", null, ""],
])("%s", (_, next, expected) => {
  expect(nextText({ next }, HERE)).toBe(expected);
});

test("a cadence is told with the touch it waits for, or as paused", () => {
  expect(runningText({ running: RUNNING })).toBe("Cold, touch 3 of 8");
  expect(runningText({ running: { ...RUNNING, state: "paused" } })).toBe("Cold, paused");
  expect(runningText({ running: null })).toBe("");
});

test.each<[NonNullable<Person["last"]>, string]>([
  [{ on: "2026-11-24", channel: "call", outcome: "voicemail" }, "Voicemail, today"],
  [{ on: "2026-11-12", channel: "email", outcome: "" }, "E-mail, Thu 12 Nov"],
  [{ on: "2026-11-23", channel: "call", outcome: "Wants a demo" }, "Wants a demo, yesterday"],
])("what came of the last touch: %o", (last, expected) => {
  expect(lastText({ last }, HERE)).toBe(expected);
});
