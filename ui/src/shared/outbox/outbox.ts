import { Problem } from "@/shared/api/problem";
import { onReachable, serverIsReachable } from "@/shared/api/reachability";
import { device } from "@/shared/offline/database";
import { sent, tellOutbox } from "./changes";
import { oneTabAtATime } from "./lock";
import type { Entry, NewEntry, Write } from "./writes";

/** Sends one kind of write. */
export type Sender = {
  send: (entry: Entry) => Promise<unknown>;
  /** The write as it would be taken, where a refusal says how; else it is refused. */
  mend?: (write: Write, problem: Problem) => Write | undefined;
};
export type Senders = Record<Write["kind"], Sender>;

/** How long is waited before the same is sent again: at first, and at most. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** A fault of the server that comes so often is no passing one: it must not hold up the rest. */
const MOST_FAULTS = 8;
const PASSING = [429, 502, 503, 504, 507];

let senders: Senders | undefined;
let owner: string | undefined;
/** What the device keeps of this member, in order. */
let stored: readonly Entry[] = [];
/** What was made and is on its way to the device. */
let fresh: readonly Entry[] = [];
/** What the device could not keep: it stays here until the server has it. */
let unkept: readonly Entry[] = [];
let all: readonly Entry[] = [];
/** Whatever reads or changes what is kept, one after the other. */
let keeping: Promise<unknown> = Promise.resolve();
let sending: Promise<void> | undefined;
let isAskedAgain = false;
let pause = FIRST_PAUSE;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

onReachable(() => {
  if (serverIsReachable()) void flush();
});

/** Begins to send what waits of a member; gives when what the device keeps is known. */
export async function openOutbox(member: string, by: Senders): Promise<void> {
  senders = by;
  if (owner !== member) {
    owner = member;
    stored = [];
    tell();
  }
  await reload();
  void flush();
}

/** Everything of this member that is not with the server: what waits, and what was refused; oldest first. */
export function outboxEntries(): readonly Entry[] {
  return all;
}

/** Calls back when they change; gives a function that ends this. */
export function onOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes up a write: it counts from now on, is kept on the device, and is sent as soon as the server takes it. */
export function addToOutbox(made: NewEntry): void {
  if (owner === undefined) throw new Error("nobody is signed in whose write this is");
  const entry: Entry = { ...made, owner, madeAt: Date.now(), tries: 0 };
  fresh = [...fresh, entry];
  tell();
  void inTurn(async () => {
    // Somebody took it back before the device had it.
    if (!fresh.includes(entry)) return;
    await keep(entry);
    void flush();
  });
}

/** Puts a write on the device; where that has no place for it, it stays here. */
async function keep(entry: Entry): Promise<void> {
  try {
    const seq = await (await device()).add("writes", entry);
    stored = [...stored, { ...entry, seq }];
  } catch {
    unkept = [...unkept, entry];
  }
  fresh = fresh.filter((it) => it !== entry);
  tell();
  tellOutbox({ kind: "changed" });
}

/**
 * Takes back a write: one that was never sent is dropped; for one that may be with the server `otherwise` follows it. Gives
 * whether it was dropped.
 */
export function takeBackFromOutbox(id: string, otherwise: NewEntry): Promise<boolean> {
  return inTurn(async () => {
    const isDropped = await dropUnsent(id);
    if (!isDropped) addToOutbox(otherwise);
    return isDropped;
  });
}

/** Sends a refused write once more. */
export async function sendAgain(id: string): Promise<void> {
  await change(id, ({ refused: _, ...entry }) => ({ ...entry, tries: 1 }));
  void flush();
}

/** Removes a refused write. */
export async function giveUp(id: string): Promise<void> {
  await change(id, () => undefined);
}

/** Keeps a write again that was given up, as it was. */
export function putBack({ seq: _, ...entry }: Entry): Promise<void> {
  return inTurn(async () => {
    if (entry.owner === owner) await keep(entry);
  });
}

/** Sends what waits, in order, as far as the server takes it; one tab at a time. */
export function flush(): Promise<void> {
  if (sending !== undefined) {
    isAskedAgain = true;
    return sending;
  }
  clearTimeout(timer);
  timer = undefined;
  // What the device refuses in the middle of it is no end of it.
  sending = oneTabAtATime(sendAll)
    .catch(comeBack)
    .finally(() => {
      sending = undefined;
      if (isAskedAgain) {
        isAskedAgain = false;
        void flush();
      }
    });
  return sending;
}

/** Reads what the device keeps; another tab may have changed it. */
export function reload(): Promise<void> {
  return inTurn(async () => {
    try {
      const kept = await (await device()).getAll("writes");
      stored = kept.filter((entry) => entry.owner === owner);
    } catch {
      // A device that cannot be read just now may still hold them: they wait.
    }
    tell();
  });
}

async function sendAll(): Promise<void> {
  await reload();
  for (;;) {
    const next = inOrder().find((entry) => entry.refused === undefined);
    if (next === undefined || senders === undefined) return;
    const hasGone = await sendOne(next, senders[next.write.kind]);
    if (!hasGone) return;
    pause = FIRST_PAUSE;
  }
}

/** Sends one; gives whether the next may follow. */
async function sendOne(entry: Entry, sender: Sender): Promise<boolean> {
  const tries = entry.tries + 1;
  // Somebody took it back meanwhile.
  if (!(await change(entry.id, (it) => ({ ...it, tries })))) return true;
  try {
    const answer = await sender.send(entry);
    await change(entry.id, () => undefined);
    sent({ entry, answer });
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) {
      comeBack();
      return false;
    }
    const mended = sender.mend?.(entry.write, error);
    if (mended !== undefined) {
      await change(entry.id, (it) => ({ ...it, write: mended }));
      return true;
    }
    // Whoever is asked to sign in and does not, is not asked again before they file the next.
    if (error.status === 401) return false;
    const isFault = error.status === 500 && tries < MOST_FAULTS;
    if (PASSING.includes(error.status) || isFault) {
      comeBack();
      return false;
    }
    const refused = { code: error.code, detail: error.detail };
    await change(entry.id, (it) => ({ ...it, refused }));
    return true;
  }
}

/** Tries again after a while, longer each time. */
function comeBack(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void flush(), pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function dropUnsent(id: string): Promise<boolean> {
  if ([...fresh, ...unkept].some((it) => it.id === id && it.tries === 0)) {
    fresh = fresh.filter((it) => it.id !== id);
    unkept = unkept.filter((it) => it.id !== id);
    tell();
    return true;
  }
  const found = stored.find((it) => it.id === id);
  if (found === undefined) return false;
  const transaction = (await device()).transaction("writes", "readwrite");
  const kept = await transaction.store.index("id").get(id);
  const isUnsent = kept?.seq !== undefined && kept.tries === 0;
  if (isUnsent && kept.seq !== undefined) await transaction.store.delete(kept.seq);
  await transaction.done;
  if (!isUnsent) return false;
  stored = stored.filter((it) => it.id !== id);
  tell();
  tellOutbox({ kind: "changed" });
  return true;
}

/** Changes an entry, here and on the device, or removes it; gives whether it was still there. */
function change(id: string, to: (entry: Entry) => Entry | undefined): Promise<boolean> {
  return inTurn(async () => {
    const isUnkept = unkept.some((it) => it.id === id);
    const isStored = !isUnkept && (await changeKept(id, to));
    const changed = (some: readonly Entry[]) =>
      some.flatMap((it) => (it.id === id ? (to(it) ?? []) : [it]));
    unkept = changed(unkept);
    stored = isStored ? changed(stored) : stored.filter((it) => it.id !== id);
    tell();
    tellOutbox({ kind: "changed" });
    return isStored || isUnkept;
  });
}

async function changeKept(id: string, to: (entry: Entry) => Entry | undefined): Promise<boolean> {
  const transaction = (await device()).transaction("writes", "readwrite");
  const found = await transaction.store.index("id").get(id);
  if (found?.seq !== undefined) {
    const next = to(found);
    if (next === undefined) await transaction.store.delete(found.seq);
    else await transaction.store.put(next);
  }
  await transaction.done;
  return found !== undefined;
}

/** One after the other, in the order in which they were asked for. */
function inTurn<T>(step: () => Promise<T>): Promise<T> {
  const done = keeping.then(step);
  keeping = done.catch(() => undefined);
  return done;
}

function tell(): void {
  all = [...inOrder(), ...fresh];
  for (const listener of listeners) listener();
}

/** What may be sent, as it was made: what the device had no place for stands where it belongs, or it would be overtaken. */
function inOrder(): readonly Entry[] {
  if (unkept.length === 0) return stored;
  return [...stored, ...unkept].toSorted((a, b) => a.madeAt - b.madeAt);
}
