import { useSyncExternalStore } from "react";
import type { Sent } from "@/shared/outbox/writes";

/** A date that became another than was shown when it was filed. */
export type Moved = { id: string; label: string; shown: string; became: string | undefined };

let moved: readonly Moved[] = [];
const listeners = new Set<() => void>();

/** Notes whether what the server made of a write is what was shown. */
export function noteMoved({ entry, answer }: Sent): void {
  if (entry.expects === undefined || moved.some((it) => it.id === entry.id)) return;
  const became = nextOf(answer);
  if (became === entry.expects) return;
  moved = [...moved, { id: entry.id, label: entry.label, shown: entry.expects, became }];
  tell();
}

/** The dates that became others, for components. */
export function useMoved(): readonly Moved[] {
  return useSyncExternalStore(subscribe, () => moved);
}

/** They were seen. */
export function forgetMoved(): void {
  moved = [];
  tell();
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
