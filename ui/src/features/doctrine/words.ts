import { m } from "@/shared/messages/gen/messages";
import type { Class, Counted, DoctrineShown, Warning } from "./queries";

export const CLASSES: Record<Class, () => string> = {
  active: m.doctrine_class_active,
  passive: m.doctrine_class_passive,
  nurture: m.doctrine_class_nurture,
  above_funnel: m.doctrine_class_above_funnel,
  warm_up: m.doctrine_class_warm_up,
  not_prospecting: m.doctrine_class_not_prospecting,
};

export const COUNTS: Record<Counted, () => string> = {
  yes: m.doctrine_counts_yes,
  no: m.doctrine_counts_no,
  pending: m.doctrine_counts_pending,
};

export const WARNINGS: Record<Warning, () => string> = {
  passive_over_half: m.doctrine_warns_passive_over_half,
  class_under_goal: m.doctrine_warns_class_under_goal,
  day_without_ask: m.doctrine_warns_day_without_ask,
  started_without_follow_up: m.doctrine_warns_started_without_follow_up,
  warm_up_not_called: m.doctrine_warns_warm_up_not_called,
};

/** The sentences of the doctrines that are shipped, by name. */
const SENTENCES: Record<string, () => string> = {
  "Active first": m.doctrine_sentence_active_first,
  "Agreement to meet": m.doctrine_sentence_agreement,
  "Ask or it isn't": m.doctrine_sentence_ask,
  Cookbook: m.doctrine_sentence_cookbook,
  "Follow-through": m.doctrine_sentence_follow_through,
};

/** The rule of a doctrine in one sentence: of one that is shipped in the language of the page, else as somebody wrote it. */
export function sentenceOf({ name, sentence, is_shipped }: DoctrineShown): string {
  return (is_shipped ? SENTENCES[name]?.() : undefined) ?? sentence;
}
