import { m } from "@/shared/messages/gen/messages";
import type { Draft } from "./draft";

/** A quarter of an hour after midnight. */
const QUARTER = /^(?!00:00)(?:[01]\d|2[0-3]):(?:00|15|30|45)$/;

/** What is wrong with what was typed, by its field (`ingredients.0.name`). */
export function errorsOf(draft: Draft): Record<string, string> {
  const errors: Record<string, string> = {};
  if (draft.name.trim() === "") errors.name = m.recipes_name_missing();
  const names = draft.ingredients.map((one) => one.name.trim().toLocaleLowerCase());
  draft.ingredients.forEach((one, n) => {
    const field = (name: string) => `ingredients.${n}.${name}`;
    const name = names[n] ?? "";
    if (name === "") errors[field("name")] = m.recipes_ingredient_name_missing();
    else if (names.indexOf(name) !== n) errors[field("name")] = m.recipes_ingredient_name_twice();
    if (!one.isByHand && one.behaviours.length === 0) {
      errors[field("behaviours")] = m.recipes_behaviours_missing();
    }
    if (one.goals.every((goal) => goal === 0)) errors[field("goals")] = m.recipes_goal_missing();
    if (one.by !== "" && !QUARTER.test(one.by)) errors[field("by")] = m.recipes_by_quarter();
    if (one.takes === "start" && one.starts === "") {
      errors[field("starts")] = m.recipes_starts_missing();
    }
  });
  return errors;
}
