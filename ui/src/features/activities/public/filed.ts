import { useSyncExternalStore } from "react";

const KEPT = "touchstone.filed";

/** Touches that were filed here: they are done, also before the server has said so. */
let filed: ReadonlySet<string> = read();
const listeners = new Set<() => void>();

/** A touch is done. */
export function noteFiled(key: string): void {
  set(new Set([...filed, key]));
}

/** A touch is to be done after all. */
export function noteNotFiled(key: string): void {
  set(new Set([...filed].filter((it) => it !== key)));
}

/** The touches that were filed here, for components. */
export function useFiled(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => filed);
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
