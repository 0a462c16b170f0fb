import type { QueryKey } from "@tanstack/react-query";

/** What one tab tells the others. */
export type Told =
  | { kind: "changed"; keys: QueryKey[] }
  | { kind: "signed_out" }
  | { kind: "signed_in"; member: string };

const channel =
  typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("touchstone");

/** Tells every other tab of this browser. */
export function tellTabs(told: Told): void {
  channel?.postMessage(told);
}

/** Calls back with what other tabs tell; gives a function that ends this. */
export function onToldByTabs(listener: (told: Told) => void): () => void {
  const heard = (event: MessageEvent<Told>) => listener(event.data);
  channel?.addEventListener("message", heard);
  return () => channel?.removeEventListener("message", heard);
}
