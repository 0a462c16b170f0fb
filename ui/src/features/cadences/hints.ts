import { m } from "@/shared/messages/gen/messages";
import { isUnusual } from "./draft";
import type { Cadence, CadenceDetail, Gift } from "./queries";
import { hintText } from "./words";

/**
 * What could be better in what is being typed: as the adviser will tell it once it is saved. Of how many touches there are
 * nothing is said while they are still being added.
 */
export function hintsOf({ steps, languages = [] }: Cadence, areAllThere = true): string[] {
  const hints: string[] = [];
  if (areAllThere && isUnusual(steps)) hints.push(m.cadences_hint_unusual({ n: steps.length }));
  const given = new Map<string, number>();
  for (const [at, step] of steps.entries()) {
    const n = String(at + 1);
    const gift = step.gives == null ? undefined : folded(step.gives);
    const first = gift === undefined ? undefined : given.get(gift);
    if (first !== undefined) hints.push(m.cadences_hint_same({ a: String(first), b: n }));
    else if (gift !== undefined) given.set(gift, at + 1);
    else if (step.gives == null && step.channel === "email")
      hints.push(m.cadences_hint_empty({ n }));
    const scripts = step.scripts ?? {};
    const hasSome = Object.keys(scripts).length > 0;
    for (const language of languages) {
      const script = scripts[language];
      if (script === undefined && hasSome) hints.push(m.cadences_hint_script({ n, language }));
      if (script !== undefined && step.channel === "email" && !script.subject) {
        hints.push(m.cadences_hint_subject({ n, language }));
      }
    }
  }
  return hints;
}

/** What the adviser told of what is saved, in the language of the page. */
export function toldHints({ warnings, touches }: CadenceDetail): string[] {
  return warnings.map((warning) => hintText(warning, touches));
}

/** Whether the last touch asks, or parts well: without either a cadence trails off. */
export function endsWell({ steps }: Pick<Cadence, "steps">): boolean {
  return (steps.at(-1)?.asks ?? "nothing") !== "nothing";
}

/** Two gifts with the same words are the same, whatever their case and punctuation. */
function folded({ kind, text }: Gift): string | undefined {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.length === 0 ? undefined : `${kind} ${words.join(" ").toLowerCase()}`;
}
