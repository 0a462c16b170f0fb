import { useSyncExternalStore } from "react";
import { type CommandId, entryOf } from "./map";

/** What somebody changed of the keyboard. */
export type KeyboardPreferences = {
  /** Whether keys work that are pressed alone, without Ctrl or Cmd (WCAG 2.1.4). */
  hasSingleKeys: boolean;
  /** Keys of one's own for commands. */
  keys: Partial<Record<CommandId, string[]>>;
};

const KEPT = "touchstone.keyboard";
const SHIPPED: KeyboardPreferences = { hasSingleKeys: true, keys: {} };

let preferences = read();
const listeners = new Set<() => void>();

/** What holds now. */
export function keyboardPreferences(): KeyboardPreferences {
  return preferences;
}

/** Changes some of it, in this browser. */
export function setKeyboardPreferences(change: Partial<KeyboardPreferences>): void {
  preferences = { ...preferences, ...change };
  localStorage.setItem(KEPT, JSON.stringify(preferences));
  for (const listener of listeners) listener();
}

/** What holds now, for components. */
export function useKeyboardPreferences(): KeyboardPreferences {
  return useSyncExternalStore(subscribe, keyboardPreferences);
}

/** The keys of a command: one's own, or those of the map; none that stand alone where those are off. */
export function keysOf(id: CommandId, told: KeyboardPreferences = preferences): readonly string[] {
  const keys = told.keys[id] ?? entryOf(id).keys;
  return told.hasSingleKeys ? keys : keys.filter((key) => !standsAlone(key));
}

/** Keys that name something, like Enter and the arrows, are no characters: they stay. */
function standsAlone(keys: string): boolean {
  return keys.split(" ").every((chord) => /^(?:Shift\+)?[^+]$/.test(chord));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): KeyboardPreferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...SHIPPED, ...kept } : SHIPPED;
  } catch {
    return SHIPPED;
  }
}
