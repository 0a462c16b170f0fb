import { useSyncExternalStore } from "react";

/** Writes a number so that it is easily read: "+44 20 7946 0100". As it is where its country is not known. */
export type Readable = (number: string) => string;

const AS_IT_IS: Readable = (number) => number;

let readable = AS_IT_IS;
let isAsked = false;
const listeners = new Set<() => void>();

/**
 * How numbers are written for reading. The customs of all countries are some 40 kB, so they come behind the screen that
 * shows the first number; until then, and where they cannot be had, a number is shown as it is.
 */
export function useReadableNumbers(): Readable {
  return useSyncExternalStore(subscribe, () => readable);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAsked) void learn();
  return () => listeners.delete(listener);
}

async function learn(): Promise<void> {
  isAsked = true;
  try {
    const { international } = await import("./international");
    readable = international;
    for (const listener of listeners) listener();
  } catch {
    // No network: it is asked for again by the next screen that shows a number.
    isAsked = false;
  }
}
