import { useSyncExternalStore } from "react";

/** The steps, in their order. */
export const STEPS = ["people", "hours", "recipe", "prospects", "touch"] as const;
export type Step = (typeof STEPS)[number];

/** What somebody said of the first steps, in this browser. */
export type Kept = {
  /** Steps that are left out for now. */
  skipped: Step[];
  /** The list is away: all is done, or somebody put it there. */
  isAway: boolean;
};

const FRESH: Kept = { skipped: [], isAway: false };
const listeners = new Set<() => void>();
const known = new Map<string, Kept>();

/** What a member said of the first steps. */
export function useKept(member: string): Kept {
  return useSyncExternalStore(subscribe, () => keptOf(member));
}

/** Changes it. */
export function keep(member: string, change: Partial<Kept>): void {
  const kept = { ...keptOf(member), ...change };
  known.set(member, kept);
  localStorage.setItem(nameOf(member), JSON.stringify(kept));
  for (const listener of listeners) listener();
}

/** The step to do next: the first that is neither done nor left out. */
export function nextStep(done: Record<Step, boolean>, skipped: Step[]): Step | undefined {
  return STEPS.find((step) => !done[step] && !skipped.includes(step));
}

function keptOf(member: string): Kept {
  const kept = known.get(member) ?? read(member);
  known.set(member, kept);
  return kept;
}

function read(member: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(member)) ?? "null");
    if (typeof kept !== "object" || kept === null) return FRESH;
    const skipped = "skipped" in kept && Array.isArray(kept.skipped) ? kept.skipped : [];
    return {
      skipped: STEPS.filter((step) => skipped.includes(step)),
      isAway: "isAway" in kept && kept.isAway === true,
    };
  } catch {
    return FRESH;
  }
}

function nameOf(member: string): string {
  return `touchstone.first-run.${member}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
