import { useQuery } from "@tanstack/react-query";
import { useReducer } from "react";
import { newId } from "@/shared/ids/new-id";
import { addToOutbox, takeBackFromOutbox } from "@/shared/outbox/outbox";
import { useOutbox } from "@/shared/outbox/use-outbox";
import { type Person, type SortVerdict, type ToSort, toSortQuery } from "../queries";
import { after, knownOf, leftOf, NOTHING_SAID, type Sorting, waitingOf } from "./sorting";
import { verdictWord } from "./verdicts";

/** With so few at hand the next ones are asked for, and how long is waited between two questions, in milliseconds. */
const FEW = 20;
const PAUSE = 1_000;

/** Sorting one after the other. */
export type SortingDeeds = {
  sorting: Sorting;
  waiting: readonly Person[];
  left: number;
  say: (verdict: SortVerdict) => void;
  /** Takes the last one back; none while nothing was said. */
  undo: (() => void) | undefined;
};

/** The next one is there at once: what was said is kept on the device, and told to the server in its order. */
export function useSorting(told: ToSort): SortingDeeds {
  const [sorting, happened] = useReducer(after, NOTHING_SAID);
  const known = knownOf(sorting, useOutbox());
  const waiting = waitingOf(sorting, known, told);
  const left = leftOf(sorting, known, told);
  const isShort = waiting.length < FEW && left > waiting.length;
  useQuery({ ...toSortQuery, refetchInterval: isShort ? PAUSE : false });
  const [next] = waiting;
  const say = (verdict: SortVerdict) => {
    if (next === undefined) return;
    const write = newId();
    const label = `${verdictWord(verdict)}, ${next.name}`;
    addToOutbox({ id: write, label, write: { kind: "sort", person: next.id, verdict } });
    happened({ kind: "say", person: next, verdict, write });
  };
  const last = sorting.said.at(-1);
  const undo = () => {
    if (last === undefined) return;
    const { person, verdict, write } = last;
    const label = `${verdictWord(verdict)}, ${person.name}`;
    void takeBackFromOutbox(write, {
      id: newId(),
      label,
      write: { kind: "unsort", person: person.id },
    });
    happened({ kind: "again", person });
  };
  return { sorting, waiting, left, say, undo: last && undo };
}
