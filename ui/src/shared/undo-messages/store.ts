import { useSyncExternalStore } from "react";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";

/** How long a message with Undo is seen; after that it stays for those who hear the page, until they dismiss it. */
export const SEEN_FOR = 30_000;
/** The same of one that only tells something: it would only lie over what comes next. */
const READ_FOR = 8_000;
/** How many are kept. */
const KEPT = 5;

/** Something that was done, and how it is taken back. */
export type UndoMessage = {
  id: number;
  text: string;
  /** Takes it back; a message that only tells something has none. */
  undo: (() => Promise<void> | void) | undefined;
  isSeen: boolean;
};

let messages: readonly UndoMessage[] = [];
let last = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

/** Tells that something was done, with Undo where it can be taken back. */
export function showMessage(text: string, undo?: () => Promise<void> | void): void {
  last += 1;
  const message = { id: last, text, undo, isSeen: true };
  for (const old of messages.slice(0, -(KEPT - 1))) forget(old.id);
  set([...messages, message]);
  begin(message.id);
}

/** Takes back what was done last and can be taken back. */
export async function undoLast(): Promise<void> {
  const message = messages.findLast((it) => it.undo !== undefined);
  if (message !== undefined) await takeBack(message);
}

/** Takes back what a message tells of; where that is refused it says why, and can be tried again. */
export async function takeBack(message: UndoMessage): Promise<void> {
  dismiss(message.id);
  try {
    await message.undo?.();
  } catch (error) {
    showMessage(m.undo_refused({ done: message.text, why: problemText(error) }), message.undo);
  }
}

/** Removes a message. */
export function dismiss(id: number): void {
  forget(id);
  set(messages.filter((it) => it.id !== id));
}

/** Keeps a message in sight while somebody is at it. */
export function hold(id: number): void {
  forget(id);
}

/** Lets its time begin anew. */
export function begin(id: number): void {
  forget(id);
  const hasUndo = messages.some((it) => it.id === id && it.undo !== undefined);
  const away = () => {
    timers.delete(id);
    set(messages.map((it) => (it.id === id ? { ...it, isSeen: false } : it)));
  };
  timers.set(id, setTimeout(away, hasUndo ? SEEN_FOR : READ_FOR));
}

/** The messages, oldest first, for components. */
export function useMessages(): readonly UndoMessage[] {
  return useSyncExternalStore(subscribe, () => messages);
}

function forget(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

function set(some: readonly UndoMessage[]): void {
  messages = some;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
