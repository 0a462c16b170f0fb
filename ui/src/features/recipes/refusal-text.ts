import { weekdayName } from "@/shared/dates/weekdays";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import type { Draft } from "./draft";
import type { CheckShown } from "./queries";

type Start = CheckShown["starts"][number];

/** Why the plan cannot keep a recipe, a sentence for each goal in the way. */
export function refusalOf(draft: Draft, check: CheckShown): string[] {
  switch (check.verdict) {
    case "fits":
      return [];
    case "starts_refused":
      return check.starts
        .filter((start) => start.finishable < start.a_day)
        .map((start) => startSentence(draft, start));
    case "no_start_day":
      return check.starts
        .filter((start) => start.finishable === 0)
        .map((start) =>
          m.recipes_refused_no_day({ name: nameOf(draft, start), n: whole(start.touches) }),
        );
    case "minutes_over":
      return overSentences(check);
    case "breaks_promises":
      return [m.recipes_refused_promised({ minutes: minutes(Math.max(...check.own_minutes, 0)) })];
    case "already_broken":
      return [m.recipes_refused_broken()];
  }
}

function startSentence(draft: Draft, start: Start): string {
  const goals = draft.ingredients[start.ingredient]?.goals ?? [];
  const there = (start.touches_there ?? []).filter((_, day) => (goals[day] ?? 0) > 0);
  const told = {
    n: whole(start.a_day),
    name: nameOf(draft, start),
    touches: whole(start.touches),
    day: whole(start.touches_a_day),
    finishable: whole(start.finishable),
  };
  if (there.length === 0) return m.recipes_refused_starts(told);
  return m.recipes_refused_starts_hold({ ...told, hold: whole(Math.min(...there)) });
}

function overSentences({ own_minutes, minutes_there }: CheckShown): string[] {
  return own_minutes.flatMap((own, day) => {
    const there = minutes_there[day] ?? 0;
    if (there === 0 || own <= there) return [];
    const weekday = weekdayName(day + 1, "long");
    return [m.recipes_refused_minutes({ own: minutes(own), there: minutes(there), weekday })];
  });
}

function nameOf(draft: Draft, start: Start): string {
  return draft.ingredients[start.ingredient]?.name ?? "";
}
