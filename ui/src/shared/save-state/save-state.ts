import { useIsMutating } from "@tanstack/react-query";
import { useReachable } from "@/shared/api/reachability";
import { useOutbox, waitingOf } from "@/shared/outbox/use-outbox";

/** What of the work here has reached the server. */
export type SaveState = { isOffline: boolean; nWaiting: number };

/** How many changes wait, and whether the server is there to take them. */
export function useSaveState(): SaveState {
  const isOffline = !useReachable();
  const nSaving = useIsMutating();
  const nKept = waitingOf(useOutbox()).length;
  return { isOffline, nWaiting: nSaving + nKept };
}
