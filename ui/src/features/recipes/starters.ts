import { m } from "@/shared/messages/gen/messages";
import { type Draft, type DraftIngredient, emptyIngredient, onWeekdays } from "./draft";
import { type Answers, type DayGoals, dayGoals } from "./normal-day";
import type { Behaviour } from "./queries";

/** A recipe to begin with. */
export type Starter = {
  id: "small" | "phone" | "both";
  title: () => string;
  text: () => string;
  draft: Draft;
  /** What its goals come to, where somebody said how many meetings they want. */
  wanted?: DayGoals["wanted"];
};

/** The goal for calls of the smallest one. */
const FEW_CALLS = 5;
/** The goal for first e-mails and introduction asks where nobody said another. */
const EMAILS = 10;

/**
 * Recipes to begin with. What is done in promised touches always fits; the passive ingredient of the last one starts
 * prospects, so it stands there only where there is a cadence, and the plan says how many a day. What somebody said of their work beforehand is taken into the goals.
 */
export function starters(cadence: string | undefined, answers: Answers): Starter[] {
  const day = dayGoals(answers);
  const small: Starter = {
    id: "small",
    title: m.recipes_starter_small,
    text: m.recipes_starter_small_text,
    draft: {
      name: m.recipes_starter_small(),
      ingredients: [
        counted(m.recipes_behaviour_calls(), ["calls"], FEW_CALLS),
        counted(m.recipes_behaviour_meeting_asks(), ["meeting_asks"], 1),
      ],
    },
  };
  const active = [
    counted(m.recipes_behaviour_calls(), ["calls"], day.calls),
    counted(m.recipes_behaviour_conversations(), ["conversations"], day.conversations),
    counted(m.recipes_behaviour_meeting_asks(), ["meeting_asks"], day.asks),
    counted(m.recipes_behaviour_referral_asks(), ["referral_asks"], 1),
  ];
  const phone: Starter = {
    id: "phone",
    title: m.recipes_starter_phone,
    text: m.recipes_starter_phone_text,
    draft: { name: nameOf(m.recipes_starter_phone(), answers), ingredients: active },
    wanted: day.wanted,
  };
  // Who makes no more than that begins with what they make.
  const smaller = day.calls > FEW_CALLS ? [small] : [];
  const emails = answers.emails ?? EMAILS;
  if (cadence === undefined) return [...smaller, phone];
  if (emails === 0) return [phone, ...smaller];
  const passive: DraftIngredient = {
    ...counted(m.recipes_starter_passive(), ["first_emails", "introduction_asks"], emails),
    by: "12:00",
    takes: "start",
    starts: cadence,
  };
  const both: Starter = {
    id: "both",
    title: m.recipes_starter_both,
    text: m.recipes_starter_both_text,
    draft: { name: nameOf(m.recipes_starter_both(), answers), ingredients: [...active, passive] },
    wanted: day.wanted,
  };
  return [phone, both, ...smaller];
}

/** The meetings wanted are no behaviour, so no goal: they stand in the name. */
function nameOf(title: string, { meetings }: Answers): string {
  return meetings === undefined ? title : m.recipes_for_meetings({ title, n: meetings });
}

function counted(name: string, behaviours: Behaviour[], goal: number): DraftIngredient {
  return { ...emptyIngredient(), name, behaviours, goals: onWeekdays(goal) };
}
