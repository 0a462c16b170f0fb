import { useSyncExternalStore } from "react";
import { onOutbox, outboxEntries } from "./outbox";
import type { Entry } from "./writes";

/** What is not with the server yet, for components. */
export function useOutbox(): readonly Entry[] {
  return useSyncExternalStore(onOutbox, outboxEntries);
}

/** What waits to be sent. */
export function waitingOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => entry.refused === undefined);
}

/** What the server did not take. */
export function refusedOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => entry.refused !== undefined);
}
