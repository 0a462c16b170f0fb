import { useSyncExternalStore } from "react";
import { useMe } from "@/features/identity/public/session";
import type { Sent } from "@/shared/outbox/writes";

/** A date that became another than was shown when it was filed. */
export type Moved = {
  id: string;
  /** The member who filed it: it is told to nobody else. */
  owner: string;
  label: string;
  person?: string;
  shown: string;
  became?: string | undefined;
};

const KEPT = "touchstone.moved";

/** What nobody has seen yet: it outlives the page, and is the same in every tab. */
let moved: readonly Moved[] = read();
const listeners = new Set<() => void>();

globalThis.addEventListener?.("storage", ({ key }: StorageEvent) => {
  if (key !== KEPT) return;
  moved = read();
  tell();
});

/** Notes whether what the server made of a write is what was shown. */
export function noteMoved({ entry, answer }: Sent): void {
  const { id, owner, label, expects, write } = entry;
  if (expects === undefined || moved.some((it) => it.id === id)) return;
  const became = nextOf(answer);
  if (became === expects) return;
  const person = write.kind === "file" ? write.body.person : undefined;
  set([
    ...moved,
    { id, owner, label, shown: expects, ...(person == null ? {} : { person }), became },
  ]);
}

/** The dates that became others, for components. */
export function useMoved(): readonly Moved[] {
  const { member } = useMe();
  const all = useSyncExternalStore(subscribe, () => moved);
  return all.filter((it) => it.owner === member);
}

/** They were seen. */
export function forgetMoved(seen: readonly Moved[]): void {
  set(moved.filter((it) => !seen.includes(it)));
}

function set(some: readonly Moved[]): void {
  moved = some;
  try {
    localStorage.setItem(KEPT, JSON.stringify(some));
  } catch {
    // Where the browser keeps nothing, they are told for as long as the page is open.
  }
  tell();
}

function read(): readonly Moved[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isMoved) : [];
  } catch {
    return [];
  }
}

function isMoved(kept: unknown): kept is Moved {
  const texts = ["id", "owner", "label", "shown"];
  return texts.every((key) => typeof Reflect.get(Object(kept), key) === "string");
}

/** The day of the next touch in the answer to a filing: that of its enrollment, else of the touch that was made. */
function nextOf(answer: unknown): string | undefined {
  return dayAt(Reflect.get(Object(answer), "next")) ?? dayAt(firstLoose(answer));
}

function firstLoose(answer: unknown): unknown {
  const loose: unknown = Reflect.get(Object(answer), "loose");
  return Array.isArray(loose) ? loose[0] : undefined;
}

function dayAt(touch: unknown): string | undefined {
  const from: unknown = Reflect.get(Object(touch), "from");
  return typeof from === "string" ? from : undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
