import { useSyncExternalStore } from "react";

/** By less than this two clocks may differ, in milliseconds: an answer was under way meanwhile. */
const TOLERANCE = 5 * 60_000;

/** By how much the clock of the server is ahead of this device's, in milliseconds; nothing while they agree. */
let ahead = 0;
const listeners = new Set<() => void>();

/** The time. Where the clock of this device is wrong, the server's is taken as soon as it is known. */
export function now(): Date {
  return new Date(Date.now() + ahead);
}

/** Told by whoever hears from the server what time it is there. */
export function tellServerTime(instant: string): void {
  const by = Date.parse(instant) - Date.now();
  const found = Math.abs(by) > TOLERANCE ? by : 0;
  if (Math.abs(found - ahead) <= TOLERANCE) return;
  ahead = found;
  for (const listener of listeners) listener();
}

/** The time, for components that show what is true of it: drawn anew where the clock turns out to be wrong. */
export function useNow(): Date {
  useSyncExternalStore(subscribe, () => ahead);
  return now();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
