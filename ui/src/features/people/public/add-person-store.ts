import { useSyncExternalStore } from "react";

/** What is filled in of the new person. */
export type Known = { company?: string };

let asked: Known | undefined;
const listeners = new Set<() => void>();

/** Opens the form for a new person, over whatever screen there is. */
export function askToAddPerson(): void {
  set({});
}

/** The same for somebody who works at a company. */
export function askToAddColleague(company: string): void {
  set({ company });
}

/** Closes it. */
export function closeAddPerson(): void {
  set(undefined);
}

/** What is known of whoever is being added, for components; nothing where the form is closed. */
export function useAddingPerson(): Known | undefined {
  return useSyncExternalStore(subscribe, () => asked);
}

function set(known: Known | undefined): void {
  asked = known;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
