import type { Sent } from "./writes";

/** What one tab tells the others of its outbox. */
type Told = { kind: "changed" } | { kind: "sent"; sent: Sent };

const channel =
  typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("touchstone.outbox");
const listeners = new Set<(sent: Sent) => void>();

/** Tells every other tab. */
export function tellOutbox(told: Told): void {
  channel?.postMessage(told);
}

/** Tells, here and in every other tab, that a write is with the server. */
export function sent(one: Sent): void {
  for (const listener of listeners) listener(one);
  tellOutbox({ kind: "sent", sent: one });
}

/** Calls back with every write that is with the server now; gives a function that ends this. */
export function onSent(listener: (sent: Sent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back when another tab changed what the device keeps; gives a function that ends this. */
export function onOutboxOfTabs(reload: () => void): () => void {
  const heard = (event: MessageEvent<Told>) => {
    if (event.data.kind === "changed") reload();
    else for (const listener of listeners) listener(event.data.sent);
  };
  channel?.addEventListener("message", heard);
  return () => channel?.removeEventListener("message", heard);
}
