import { useSyncExternalStore } from "react";

const KEPT = "touchstone.filed";
/** What one tab tells the others: a touch is done in all of them. */
type Told = { key: string; isFiled: boolean };
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(KEPT);

/** Touches that were filed here: they are done, also before the server has said so. */
let filed: ReadonlySet<string> = read();
const listeners = new Set<() => void>();

channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => note(data));

/** A touch is done. */
export function noteFiled(key: string): void {
  tell({ key, isFiled: true });
}

/** A touch is to be done after all. */
export function noteNotFiled(key: string): void {
  tell({ key, isFiled: false });
}

/** The touches that were filed in this browser, for components. */
export function useFiled(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => filed);
}

function tell(told: Told): void {
  note(told);
  channel?.postMessage(told);
}

function note({ key, isFiled }: Told): void {
  const others = [...filed].filter((it) => it !== key);
  set(new Set(isFiled ? [...others, key] : others));
}

function set(keys: ReadonlySet<string>): void {
  filed = keys;
  sessionStorage.setItem(KEPT, JSON.stringify([...keys]));
  for (const listener of listeners) listener();
}

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((it) => typeof it === "string") : []);
  } catch {
    return new Set();
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
