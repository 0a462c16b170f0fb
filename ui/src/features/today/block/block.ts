import { useSyncExternalStore } from "react";
import * as z from "zod/mini";

const CHANNELS = [
  "call",
  "email",
  "text",
  "social",
  "letter",
  "walk_in",
  "event",
  "video",
] as const;
const FiledForm = z.object({
  key: z.string(),
  activity: z.string(),
  person: z.string(),
  name: z.string(),
  outcome: z.string(),
  conversation: z.boolean(),
  asked: z.boolean(),
  assumed: z.boolean(),
  meeting: z.boolean(),
});
const BlockForm = z.object({
  channel: z.enum(["all", ...CHANNELS]),
  endsBy: z.enum(["count", "minutes", "nothing"]),
  end: z.number(),
  goal: z.number(),
  startedAt: z.number(),
  /** The touches in the order in which they stood at the beginning. */
  order: z.array(z.string()),
  filed: z.array(FiledForm),
  /** Which one is on the screen, where it is not the first. */
  at: z.optional(z.string()),
  isOver: z.boolean(),
});

/** A touch that was filed in the block. */
export type Filed = z.infer<typeof FiledForm>;
/** A block of touches: what was chosen at its beginning, and what was done so far. */
export type Block = z.infer<typeof BlockForm>;

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

/** One was filed; the next appears unless it is told to stay. */
export function noteFiledInBlock(filed: Filed, at?: string): void {
  if (block !== undefined) set({ ...withAt(block, at), filed: [...block.filed, filed] });
}

/** The last one is to be done after all: it is on the screen again. */
export function takeLastFromBlock(): Filed | undefined {
  const last = block?.filed.at(-1);
  if (block === undefined || last === undefined) return undefined;
  set({ ...withAt(block, last.key), filed: block.filed.slice(0, -1), isOver: false });
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
  else sessionStorage.setItem(KEPT, JSON.stringify(to));
  for (const listener of listeners) listener();
}

function read(): Block | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    const found = BlockForm.safeParse(kept);
    return found.success ? found.data : undefined;
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
