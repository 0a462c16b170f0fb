import { m } from "@/shared/messages/gen/messages";
import type { Class, Counted, Warning } from "./queries";

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
