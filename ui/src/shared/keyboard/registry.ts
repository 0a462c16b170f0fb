import { useEffect, useRef, useSyncExternalStore } from "react";
import { chordOf, signOf } from "./chords";
import { type CommandId, entryOf } from "./map";
import { keysOf } from "./preferences";

/** What a command does where it is taken up. */
export type Deed = () => void;
type Deeds = Partial<Record<CommandId, Deed | undefined>>;
/** The page, or a dialog that lies over it: while one is open, only its own commands work. */
type Layer = "page" | "dialog";
type Registration = { layer: Layer; deeds: () => Deeds };

/** How long a first key waits for its second. */
const BETWEEN_KEYS = 1_500;

let registrations: Registration[] = [];
let first: { chord: string; at: number } | undefined;
const listeners = new Set<() => void>();

/**
 * Takes up commands for as long as the component is shown; the one shown last has precedence. A command without a deed
 * (undefined) is not possible just now and is not listed.
 */
export function useCommands(deeds: Deeds, layer: Layer = "page"): void {
  const newest = useRef(deeds);
  useEffect(() => {
    newest.current = deeds;
  });
  const ids = Object.entries(deeds)
    .filter(([, deed]) => deed !== undefined)
    .map(([id]) => id)
    .join();
  // The ids are what others see of a registration: when they change, it is told again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const registration = { layer, deeds: () => newest.current };
    set([...registrations, registration]);
    return () => set(registrations.filter((it) => it !== registration));
  }, [layer, ids]);
}

/** Every command that is possible now, with what it does, in the order of its first registration. */
export function possibleCommands(): Map<CommandId, Deed> {
  return commandsOf(registrations.filter((it) => it.layer === "page"));
}

/** Calls back when other commands are possible; for components. */
export function usePossibleCommands(): Map<CommandId, Deed> {
  useSyncExternalStore(subscribe, () => registrations);
  return possibleCommands();
}

/** Does what a key asks for; listens to the whole window. */
export function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = chordOf(event);
  if (chord === undefined) return;
  const isInField = hasText(event.target);
  const layer: Layer = dialogIsOpen() ? "dialog" : "page";
  const after = first !== undefined && event.timeStamp - first.at < BETWEEN_KEYS ? first.chord : "";
  first = undefined;
  const possible = commandsOf(registrations.filter((it) => it.layer === layer));
  const both = after === "" ? undefined : find(possible, `${after} ${chord}`);
  const found = both ?? find(possible, chord) ?? find(possible, signOf(event));
  if (found !== undefined) {
    const { inFields, repeats } = entryOf(found);
    if ((isInField && !inFields) || (event.repeat && !repeats)) return;
    if (isOfFocused(event.target, chord)) return;
    event.preventDefault();
    possible.get(found)?.();
    return;
  }
  if (!isInField && !event.repeat && begins(possible, chord)) {
    first = { chord, at: event.timeStamp };
  }
}

function commandsOf(some: Registration[]): Map<CommandId, Deed> {
  const found = new Map<CommandId, Deed>();
  for (const { deeds } of some) {
    for (const [id, deed] of Object.entries(deeds()) as [CommandId, Deed | undefined][]) {
      if (deed === undefined) found.delete(id);
      else found.set(id, deed);
    }
  }
  return found;
}

/** The command of a key; of several, the one taken up last. */
function find(possible: Map<CommandId, Deed>, keys: string | undefined): CommandId | undefined {
  if (keys === undefined) return undefined;
  return [...possible.keys()].findLast((id) => keysOf(id).includes(keys));
}

function begins(possible: Map<CommandId, Deed>, chord: string): boolean {
  return [...possible.keys()].some((id) => keysOf(id).some((keys) => keys.startsWith(`${chord} `)));
}

function hasText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  const isInput = target instanceof HTMLInputElement;
  return isInput && !["button", "checkbox", "radio", "submit", "reset"].includes(target.type);
}

/** Enter and Space belong to the control that has focus; a link does nothing on Space. */
function isOfFocused(target: EventTarget | null, chord: string): boolean {
  if (chord !== "Enter" && chord !== "Space") return false;
  if (!(target instanceof HTMLElement)) return false;
  const controls =
    "button,input,summary,[role=button],[role=menuitem],[role=tab],[role=option],[role=switch]";
  return target.matches(chord === "Enter" ? `a[href],${controls}` : controls);
}

function dialogIsOpen(): boolean {
  return document.querySelector("[aria-modal=true]") !== null;
}

function set(some: Registration[]): void {
  registrations = some;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
