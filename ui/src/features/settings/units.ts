import { m } from "@/shared/messages/gen/messages";
import type { SettingKey } from "./queries";

/** How a number that the server keeps whole is read and typed. */
type Unit = {
  shown: (kept: number) => number;
  kept: (shown: number) => number;
  /** So many digits after the point at most. */
  digits: number;
  bound: (of: { from: string; to: string }) => string;
};

const WHOLE: Unit = {
  shown: (kept) => kept,
  kept: (shown) => shown,
  digits: 0,
  bound: m.settings_bound_whole,
};

const UNITS: Partial<Record<SettingKey, Unit>> = {
  // Kept in thousandths.
  z_milli: {
    shown: (kept) => kept / 1_000,
    kept: (shown) => Math.round(shown * 1_000),
    digits: 3,
    bound: m.settings_bound_deviations,
  },
  // Kept in millionths.
  available_mean_ppm: {
    shown: (kept) => kept / 10_000,
    kept: (shown) => Math.round(shown * 10_000),
    digits: 4,
    bound: m.settings_bound_numbers,
  },
  // Kept as a variance in millionths: nobody thinks in squares.
  available_var_ppm: {
    shown: (kept) => Math.round(Math.sqrt(kept) * 10) / 100,
    kept: (shown) => Math.round((shown * 10) ** 2),
    digits: 2,
    bound: m.settings_bound_numbers,
  },
};

/** In what a number is read and typed. */
export function unitOf(key: SettingKey): Unit {
  return UNITS[key] ?? WHOLE;
}

/** The most that may be done on a day: none, or so many touches or minutes. */
export type Cap = { n: number; of: "touches" | "minutes" } | undefined;

/** A cap as the server tells it. */
export function capOf(value: string): Cap {
  const [, n, of] = /^(\d+) (touches|minutes)$/.exec(value) ?? [];
  return of === "touches" || of === "minutes" ? { n: Number(n), of } : undefined;
}

/** A cap as the server takes it. */
export function capText(cap: Cap): string {
  return cap === undefined ? "none" : `${cap.n} ${cap.of}`;
}
