import { m } from "@/shared/messages/gen/messages";
import { type Draft, type DraftIngredient, emptyIngredient, onWeekdays } from "./draft";
import type { Behaviour } from "./queries";

/** A recipe to begin with. */
export type Starter = {
  id: "small" | "phone" | "both";
  title: () => string;
  text: () => string;
  draft: Draft;
};

/**
 * Recipes to begin with. What is done in promised touches always fits; the passive ingredient of the last one starts
 * prospects, so it stands there only where there is a cadence, and the plan says how many a day.
 */
export function starters(cadence: string | undefined): Starter[] {
  const small: Starter = {
    id: "small",
    title: m.recipes_starter_small,
    text: m.recipes_starter_small_text,
    draft: {
      name: m.recipes_starter_small(),
      ingredients: [
        counted(m.recipes_behaviour_calls(), ["calls"], 5),
        counted(m.recipes_behaviour_meeting_asks(), ["meeting_asks"], 1),
      ],
    },
  };
  const active = [
    counted(m.recipes_behaviour_calls(), ["calls"], 15),
    counted(m.recipes_behaviour_conversations(), ["conversations"], 4),
    counted(m.recipes_behaviour_meeting_asks(), ["meeting_asks"], 2),
    counted(m.recipes_behaviour_referral_asks(), ["referral_asks"], 1),
  ];
  const phone: Starter = {
    id: "phone",
    title: m.recipes_starter_phone,
    text: m.recipes_starter_phone_text,
    draft: { name: m.recipes_starter_phone(), ingredients: active },
  };
  if (cadence === undefined) return [small, phone];
  const passive: DraftIngredient = {
    ...counted(m.recipes_starter_passive(), ["first_emails", "introduction_asks"], 10),
    by: "12:00",
    takes: "start",
    starts: cadence,
  };
  const both: Starter = {
    id: "both",
    title: m.recipes_starter_both,
    text: m.recipes_starter_both_text,
    draft: { name: m.recipes_starter_both(), ingredients: [...active, passive] },
  };
  return [phone, both, small];
}

function counted(name: string, behaviours: Behaviour[], goal: number): DraftIngredient {
  return { ...emptyIngredient(), name, behaviours, goals: onWeekdays(goal) };
}
