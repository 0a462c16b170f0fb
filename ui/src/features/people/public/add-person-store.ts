import { useSyncExternalStore } from "react";

let isAsked = false;
const listeners = new Set<() => void>();

/** Opens the form for a new person, over whatever screen there is. */
export function askToAddPerson(): void {
  set(true);
}

/** Closes it. */
export function closeAddPerson(): void {
  set(false);
}

/** Whether it is open, for components. */
export function useIsAddingPerson(): boolean {
  return useSyncExternalStore(subscribe, () => isAsked);
}

function set(asked: boolean): void {
  isAsked = asked;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
