import { useIsMutating } from "@tanstack/react-query";
import { useReachable } from "@/shared/api/reachability";
import { refusedOf, useOutbox, waitingOf } from "@/shared/outbox/use-outbox";

/** What of the work here has reached the server. */
export type SaveState = { isOffline: boolean; nWaiting: number; nRefused: number };

/** How many changes wait, and whether the server is there to take them. */
export function useSaveState(): SaveState {
  const isOffline = !useReachable();
  const nSaving = useIsMutating();
  const entries = useOutbox();
  const nWaiting = nSaving + waitingOf(entries).length;
  return { isOffline, nWaiting, nRefused: refusedOf(entries).length };
}
