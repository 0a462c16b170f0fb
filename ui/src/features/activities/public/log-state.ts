import { useSyncExternalStore } from "react";

let isOpen = false;
const listeners = new Set<() => void>();

/** Opens the sheet in which something is logged that was no touch of today. */
export function openLog(): void {
  set(true);
}

/** Closes it. */
export function closeLog(): void {
  set(false);
}

/** Whether it is open, for components. */
export function useLogOpen(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen);
}

function set(to: boolean): void {
  isOpen = to;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
