import type { RecipeShown } from "./public/recipe";
import type { Behaviour, CheckShown, WayOut } from "./queries";

/** What one unit of an ingredient asks of the plan. */
export type DraftTakes = "touches" | "start" | "minutes";

/** An ingredient as it is typed. */
export type DraftIngredient = {
  name: string;
  isByHand: boolean;
  behaviours: Behaviour[];
  /** Monday to Sunday. */
  goals: number[];
  /** "12:00"; empty where the whole day will do. */
  by: string;
  takes: DraftTakes;
  /** The name of the cadence that each one starts. */
  starts: string;
  /** What one takes that is tied to no prospect. */
  minutes: number;
};

/** A recipe as it is typed. */
export type Draft = { name: string; ingredients: DraftIngredient[] };

/** Goals of so many from Monday to Friday. */
export function onWeekdays(goal: number): number[] {
  return [goal, goal, goal, goal, goal, 0, 0];
}

/** An ingredient nobody has filled in yet. */
export function emptyIngredient(): DraftIngredient {
  return {
    name: "",
    isByHand: false,
    behaviours: [],
    goals: onWeekdays(1),
    by: "",
    takes: "touches",
    starts: "",
    minutes: 5,
  };
}

/** A saved recipe, to be changed; `cadences` are those there are. */
export function draftOf(recipe: RecipeShown, cadences: { id: string; name: string }[]): Draft {
  return {
    name: recipe.name,
    ingredients: recipe.ingredients.map(({ name, counts, goals, by, takes }) => ({
      ...emptyIngredient(),
      name,
      isByHand: counts === "by_hand",
      behaviours: counts === "by_hand" ? [] : counts.behaviours,
      goals: [...goals],
      by: by ?? "",
      ...takesOf(takes, cadences),
    })),
  };
}

type Takes = RecipeShown["ingredients"][number]["takes"];

function takesOf(
  takes: Takes,
  cadences: { id: string; name: string }[],
): Partial<DraftIngredient> & { takes: DraftTakes } {
  if (takes === "touches") return { takes };
  if ("minutes" in takes) return { takes: "minutes", minutes: takes.minutes };
  const cadence = cadences.find((it) => it.id === takes.start);
  return { takes: "start", starts: cadence?.name ?? "" };
}

/** The file as the server reads it. */
export function tomlOf(draft: Draft): string {
  const parts = draft.ingredients.map((one) =>
    [
      "[[ingredients]]",
      `name = ${quoted(one.name.trim())}`,
      one.isByHand ? "by_hand = true" : `behaviours = [${one.behaviours.map(quoted).join(", ")}]`,
      `goals = [${one.goals.join(", ")}]`,
      ...(one.by === "" ? [] : [`by = ${quoted(one.by)}`]),
      ...(one.takes === "start" ? [`starts = ${quoted(one.starts)}`] : []),
      ...(one.takes === "minutes" ? [`minutes = ${one.minutes}`] : []),
    ].join("\n"),
  );
  return `${[`name = ${quoted(draft.name.trim())}`, ...parts].join("\n\n")}\n`;
}

/** A basic string of TOML: what JSON escapes it escapes the same way, save for the delete character. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

/** The same recipe with what a way out changes in it; none where the way lies elsewhere (more hours, another cadence). */
export function along(draft: Draft, check: CheckShown, way: WayOut): Draft | undefined {
  if (way.kind !== "fewer") return undefined;
  const ingredients = draft.ingredients.map((one, n) => {
    const at = check.starts.findIndex((start) => start.ingredient === n);
    const most = way.a_day[at];
    if (at < 0 || most === undefined) return one;
    return { ...one, goals: one.goals.map((goal) => Math.min(goal, most)) };
  });
  return { ...draft, ingredients: ingredients.filter((one) => one.goals.some((goal) => goal > 0)) };
}

/** The goal of Monday to Friday where that is one number and the weekend is free; else none. */
export function evenGoal(goals: number[]): number | undefined {
  const [monday = 0] = goals;
  const isEven = goals.every((goal, n) => goal === (n < 5 ? monday : 0));
  return isEven ? monday : undefined;
}
