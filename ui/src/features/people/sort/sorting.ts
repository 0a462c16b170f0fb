import type { Entry } from "@/shared/outbox/writes";
import type { Person, SortVerdict, ToSort } from "../queries";

/** What was said of somebody, and the write that tells it. */
export type Said = { person: Person; verdict: SortVerdict; write: string };

/** What was said since the screen was opened, and who came back by Undo: what the server told is never changed for it. */
export type Sorting = { said: readonly Said[]; back: readonly Person[] };

export const NOTHING_SAID: Sorting = { said: [], back: [] };

/** What happens while somebody sorts. */
export type Event =
  | ({ kind: "say" } & Said)
  /** What was said is taken back: they wait again, first of all. */
  | { kind: "again"; person: Person };

/** What holds after it. */
export function after({ said, back }: Sorting, event: Event): Sorting {
  const { person } = event;
  const others = said.filter((it) => it.person.id !== person.id);
  const waiting = back.filter(({ id }) => id !== person.id);
  if (event.kind === "again") return { said: others, back: [person, ...waiting] };
  const { verdict, write } = event;
  return { said: [...others, { person, verdict, write }], back: waiting };
}

/** Those of whom something was said: here, or before the page was opened anew and not with the server yet. */
export function knownOf({ said }: Sorting, unsent: readonly Entry[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { write } of unsent) {
    if (write.kind === "sort") known.add(write.person);
    if (write.kind === "unsort") known.delete(write.person);
  }
  for (const { person } of said) known.add(person.id);
  return known;
}

/** Those who wait, who is next first. */
export function waitingOf({ back }: Sorting, known: ReadonlySet<string>, told: ToSort): Person[] {
  const isBack = new Set(back.map(({ id }) => id));
  const isNext = ({ id }: Person) => !known.has(id) && !isBack.has(id);
  return [...back, ...told.people.filter(isNext)];
}

/** How many are left: as the server counted them, less those of them of whom something was said since. */
export function leftOf({ back }: Sorting, known: ReadonlySet<string>, told: ToSort): number {
  const isTold = new Set(told.people.map(({ id }) => id));
  const isBack = new Set(back.map(({ id }) => id));
  const nSaid = told.people.filter(({ id }) => known.has(id) && !isBack.has(id)).length;
  const nBack = back.filter(({ id }) => !isTold.has(id)).length;
  return told.left - nSaid + nBack;
}

/** How many of each were said. */
export function countsOf({ said }: Sorting): Record<SortVerdict, number> {
  const counts = { fits: 0, introduce: 0, keep: 0, neither: 0 };
  for (const { verdict } of said) counts[verdict] += 1;
  return counts;
}
