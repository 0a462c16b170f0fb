import { m } from "@/shared/messages/gen/messages";
import type { ShippedView } from "../queries";

/** The views that everybody has, in the order of their tabs. */
export const SHIPPED_VIEWS = [
  "mine",
  "startable",
  "needs_number",
  "no_next_step",
  "finishing_soon",
  "nurture_due",
  "never_started",
] as const satisfies readonly ShippedView[];

const NAMES: Record<ShippedView, () => string> = {
  mine: m.people_view_mine,
  startable: m.people_view_startable,
  needs_number: m.people_view_needs_number,
  no_next_step: m.people_view_no_next_step,
  finishing_soon: m.people_view_finishing_soon,
  nurture_due: m.people_view_nurture_due,
  never_started: m.people_view_never_started,
};

const NOBODY: Record<ShippedView, () => string> = {
  mine: m.people_nobody_mine,
  startable: m.people_nobody_startable,
  needs_number: m.people_nobody_needs_number,
  no_next_step: m.people_nobody_no_next_step,
  finishing_soon: m.people_nobody_finishing_soon,
  nurture_due: m.people_nobody_nurture_due,
  never_started: m.people_nobody_never_started,
};

/** What a view is called. */
export function viewName(view: ShippedView): string {
  return NAMES[view]();
}

/** What a view says when nobody is in it. */
export function nobodyIn(view: ShippedView): string {
  return NOBODY[view]();
}
