import { useSyncExternalStore } from "react";

/** How long is waited before the server is looked for again: at first, and at most. */
const FIRST_LOOK = 1_000;
const LONGEST_PAUSE = 15_000;

let isReachable = true;
let pause = FIRST_LOOK;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Whether the server answered when it was last asked. */
export function serverIsReachable(): boolean {
  return isReachable;
}

/** Told by whoever asked the server something. While it is away it is looked for, more and more seldom. */
export function tellReachable(reached: boolean): void {
  if (reached) {
    pause = FIRST_LOOK;
    clearTimeout(timer);
    timer = undefined;
  } else if (timer === undefined) {
    timer = setTimeout(look, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  if (reached === isReachable) return;
  isReachable = reached;
  for (const listener of listeners) listener();
}

/** Calls back whenever the server is found or lost; gives a function that ends this. */
export function onReachable(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server is there, for components. */
export function useReachable(): boolean {
  return useSyncExternalStore(onReachable, serverIsReachable);
}

async function look(): Promise<void> {
  timer = undefined;
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    tellReachable(answer.ok);
  } catch {
    tellReachable(false);
  }
}

if (typeof window !== "undefined") {
  window.addEventListener("online", () => {
    pause = FIRST_LOOK;
    if (!isReachable) void look();
  });
  window.addEventListener("offline", () => tellReachable(false));
}
