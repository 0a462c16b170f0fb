import { useEffect, useState } from "react";
import type { Correction, Decision, Decisions, ImportDetail, NamedPair } from "./queries";
import { useCorrections, useDecisions } from "./queries";

/** What is said by hand of an import before it is agreed with, and whether its preview shows it. */
export type ByHand = {
  decisions: Decisions;
  corrections: readonly Correction[];
  decide: (decisions: Decisions) => void;
  correct: (corrections: readonly Correction[]) => void;
  /** Something said is not in the preview yet. */
  isAhead: boolean;
  error: Error | null;
};

/** The decision on a pair as it stands: its own, else none. */
export function decisionOn({ decisions }: Decisions, pair: NamedPair): Decision | undefined {
  return decisions?.find((it) => isOf(pair, it.row, it.with))?.decision;
}

/** The same decisions with another on this pair, in the place of what was said of it. */
export function withDecision(all: Decisions, pair: NamedPair, decision: Decision): Decisions {
  const row = rowOf(pair);
  if (row === undefined) return all;
  const rest = (all.decisions ?? []).filter((it) => !isOf(pair, it.row, it.with));
  return { ...all, decisions: [...rest, { row, with: pair.a, decision }] };
}

/** The same corrections with this cell, in the place of what was said of it; taken back where it is undefined. */
export function withCorrection(
  all: readonly Correction[],
  row: number,
  column: string,
  value: string | undefined,
): Correction[] {
  const rest = all.filter((it) => it.row !== row || it.column !== column);
  return value === undefined ? rest : [...rest, { row, column, value }];
}

function rowOf(pair: NamedPair): number | undefined {
  return "row" in pair.b ? pair.b.row : undefined;
}

function isOf(pair: NamedPair, row: number, other: NamedPair["a"]): boolean {
  return rowOf(pair) === row && JSON.stringify(pair.a) === JSON.stringify(other);
}

/**
 * Keeps what is said at once and sends it when the file is not being looked through: what was said last wins, and
 * nothing is lost while the server is at it.
 */
export function useByHand(shown: ImportDetail): ByHand {
  const [decisions, setDecisions] = useState<Decisions>(shown.choices);
  const [corrections, setCorrections] = useState<readonly Correction[]>(shown.corrections);
  const decide = useDecisions(shown.id);
  const correct = useCorrections(shown.id);
  const isFree = shown.state === "ready" && !decide.isPending && !correct.isPending;
  const areDecided = isSame(decisions, shown.choices);
  const areCorrected = isSame(corrections, shown.corrections);
  const error = correct.error ?? decide.error;
  const { mutate: sendDecisions } = decide;
  const { mutate: sendCorrections } = correct;
  useEffect(() => {
    // What was refused is not sent again by itself: the next thing said sends it along.
    if (!isFree || error !== null) return;
    if (!areCorrected) sendCorrections([...corrections]);
    else if (!areDecided) sendDecisions(decisions);
  }, [
    isFree,
    error,
    areCorrected,
    areDecided,
    corrections,
    decisions,
    sendCorrections,
    sendDecisions,
  ]);
  const forget = () => {
    decide.reset();
    correct.reset();
  };
  return {
    decisions,
    corrections,
    decide: (said) => {
      forget();
      setDecisions(said);
    },
    correct: (said) => {
      forget();
      setCorrections(said);
    },
    isAhead: !(areDecided && areCorrected) || shown.state !== "ready",
    error,
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
