import { useSyncExternalStore } from "react";
import type { Channel } from "../queries";

/** What is set before the outcome is chosen. */
export type Extras = {
  note: string;
  /** The note is shown to nobody else. */
  isPrivate: boolean;
  isReferralAsked: boolean;
  referral: { name: string; phone: string };
  /** Whether a meeting was asked for; left to the outcome unless somebody says so. */
  asked: "by_outcome" | "yes" | "no";
  /** A time that whoever answered named for them. */
  named: { isOpen: boolean; day: string; time: string };
};

/** A touch that was filed in the block. */
export type Filed = {
  key: string;
  activity: string;
  /** A referral that was asked for beside it: an activity of its own. */
  beside?: string;
  person: string;
  name: string;
  outcome: string;
  conversation: boolean;
  asked: boolean;
  assumed: boolean;
  meeting: boolean;
  /** What was set beside the outcome: it is there again when the touch is taken back. */
  extras: Extras;
};

/** A block of touches: what was chosen at its beginning, and what was done so far. */
export type Block = {
  channel: Channel | "all";
  endsBy: "count" | "minutes" | "nothing";
  end: number;
  goal: number;
  startedAt: number;
  /** The touches in the order in which they stood at the beginning. */
  order: string[];
  filed: Filed[];
  /** Which one is on the screen, where it is not the first. */
  at?: string;
  /** The last one that was taken back, with what was set. */
  taken?: Pick<Filed, "key" | "extras">;
  isOver: boolean;
};

/** The form in which it is kept; another form of an earlier page is forgotten. */
const FORM = 2;
const KEPT = "touchstone.block";

let block: Block | undefined = read();
const listeners = new Set<() => void>();

/** The block that is under way; it outlives a reload of the page. */
export function useBlock(): Block | undefined {
  return useSyncExternalStore(subscribe, () => block);
}

/** Begins a block. */
export function beginBlock(chosen: Pick<Block, "channel" | "endsBy" | "end" | "goal" | "order">) {
  set({ ...chosen, startedAt: Date.now(), filed: [], isOver: false });
}

/** Whether a block is under way: begun, and not at its end. */
export function isUnderWay(): boolean {
  return block !== undefined && !isDone(block);
}

/** One was filed; the next appears unless it is told to stay. */
export function noteFiledInBlock(filed: Filed, at?: string): void {
  if (block === undefined) return;
  const { taken: _, ...rest } = withAt(block, at);
  set({ ...rest, filed: [...block.filed, filed] });
}

/** The last one is to be done after all: it is on the screen again. */
export function takeLastFromBlock(): Filed | undefined {
  const last = block?.filed.at(-1);
  if (block === undefined || last === undefined) return undefined;
  const { key, extras } = last;
  const filed = block.filed.slice(0, -1);
  set({ ...withAt(block, key), filed, taken: { key, extras }, isOver: false });
  return last;
}

/** Shows another. */
export function goTo(key: string | undefined): void {
  if (block !== undefined) set(withAt(block, key));
}

/** Ends it: what was done is shown. */
export function endBlock(): void {
  if (block !== undefined) set({ ...block, isOver: true });
}

/** Forgets it. */
export function leaveBlock(): void {
  set(undefined);
}

/** Whether as many were done, or as long was worked, as was chosen at the beginning. */
export function isDone(it: Block, now: number = Date.now()): boolean {
  if (it.isOver) return true;
  if (it.endsBy === "count") return it.filed.length >= it.end;
  return it.endsBy === "minutes" && now - it.startedAt >= it.end * 60_000;
}

function withAt(it: Block, at: string | undefined): Block {
  const { at: _, ...rest } = it;
  return at === undefined ? rest : { ...rest, at };
}

function set(to: Block | undefined): void {
  block = to;
  if (to === undefined) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify({ form: FORM, block: to }));
  for (const listener of listeners) listener();
}

function read(): Block | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    return isKept(kept) ? kept.block : undefined;
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What lies there in this form was put there by this page. */
function isKept(kept: unknown): kept is { form: number; block: Block } {
  return Reflect.get(Object(kept), "form") === FORM;
}
