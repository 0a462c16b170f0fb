import type { Cadence, CadenceDetail, Language, Script, Step } from "./queries";

/** How a copy differs from what it was made of. */
export type Change = { touches?: number | undefined; wider?: number | undefined };

/** In which a cadence can be written. */
export const LANGUAGES: Language[] = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja"];

const FEWEST = 3;
const MOST = 8;

/** A cadence as a form holds it. */
export function draftOf({ name, steps }: Pick<CadenceDetail, "name" | "steps">): Cadence {
  return { name, languages: languagesOf(steps), steps };
}

/** A new cadence, written in the language of whoever makes it: one call that asks for a meeting, at once. */
export function newDraft(language: Language = "en"): Cadence {
  return { name: "", languages: [language], steps: [{ ...newStep(), gap: 0 }] };
}

/** A touch as it is before anybody has said more of it. */
export function newStep(): Step {
  return { channel: "call", minutes: 4, gap: 3, window: 2, asks: "meeting", scripts: {} };
}

/** A copy with fewer touches, or wider windows; the last touch stays the last one, for it asks or parts well. */
export function changed(draft: Cadence, { touches, wider }: Change): Cadence {
  const last = draft.steps.at(-1);
  const isShorter = touches !== undefined && touches < draft.steps.length && last !== undefined;
  const kept = isShorter ? [...draft.steps.slice(0, touches - 1), last] : draft.steps;
  const steps = kept.map((step) => ({ ...step, window: step.window + (wider ?? 0) }));
  return { ...draft, steps };
}

/** Minutes that one prospect takes. */
export function minutesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + step.minutes, 0);
}

/** The working day of the last touch when each is done on its first day. */
export function lastDayOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + step.gap, 1);
}

/** Whether so many touches are worth a second thought. */
export function isUnusual(steps: readonly Step[]): boolean {
  return isShort(steps) || steps.length > MOST;
}

/** Whether there are fewer touches than are usual: so every cadence begins. */
export function isShort(steps: readonly Step[]): boolean {
  return steps.length < FEWEST;
}

/** The languages in which something of it is written. */
export function writtenIn(steps: readonly Step[]): Set<string> {
  const has = ([, script]: [string, Script]) => script.body.trim() !== "" || !!script.subject;
  return new Set(
    steps.flatMap(({ scripts }) => Object.entries(scripts ?? {}).filter(has)).map(([it]) => it),
  );
}

function languagesOf(steps: readonly Step[]): Language[] {
  const found = new Set(steps.flatMap((step) => Object.keys(step.scripts ?? {})));
  const languages = LANGUAGES.filter((language) => found.has(language));
  return languages.length === 0 ? ["en"] : languages;
}
