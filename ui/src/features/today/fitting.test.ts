import { expect, test } from "vitest";
import { fitting } from "./fitting";

const NOW = new Date("2026-11-24T09:00:00Z");
const TOUCH = {
  person: "p",
  name: "Ada",
  title: "",
  company: "",
  standing: "prospect",
  fit: "unknown",
  numbers: [],
  emails: [],
  zones: [],
  history: [],
  cadence: "Cold",
  step: 1,
  of: 8,
  channel: "call",
  late: 0,
  later_today: false,
} as const;
type Touches = Parameters<typeof fitting>[0];

function chosen(touches: Partial<Touches[number]>[], minutes: number): number[] {
  const all = touches.map((it) => ({ ...TOUCH, minutes: 4, ...it })) as unknown as Touches;
  return fitting(all, minutes, NOW).map((it) => it.minutes);
}

test("those that fit are taken in their order, and a long one is passed over", () => {
  expect(chosen([{ minutes: 8 }, { minutes: 9 }, { minutes: 7 }], 15)).toEqual([8, 7]);
  expect(chosen([{ minutes: 16 }], 15)).toEqual([]);
});

test("whom nobody may call now, who lacks a way, or who named a later time is none of them", () => {
  expect(chosen([{ later_today: true }, { missing: "number" }], 15)).toEqual([]);
  expect(chosen([{ agreed: "2026-11-24T09:14:00Z" }], 15)).toEqual([4]);
  expect(chosen([{ agreed: "2026-11-24T09:16:00Z" }], 15)).toEqual([]);
});
