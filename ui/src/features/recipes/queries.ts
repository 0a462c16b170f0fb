import { queryOptions, useMutation } from "@tanstack/react-query";
import { hasHours } from "@/features/calendar/public/has-hours";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
/** What the plan says to a recipe. */
export type CheckShown = Schemas["CheckShown"];
/** How far the goals are kept. */
export type ProgressShown = Schemas["ProgressShown"];
/** How far one ingredient has come. */
export type IngredientShown = Schemas["IngredientShown"];
/** What was counted, with the rows behind it. */
export type RowsShown = Schemas["RowsShown"];
export type Behaviour = Schemas["Behaviour"];
export type WayOut = Schemas["WayOut"];
/** Today, this week, this month, this year. */
export type SpanName = "today" | "week" | "month" | "year";

/** All versions, newest first. */
export const recipeHistoryQuery = queryOptions({
  queryKey: ["recipes", "history"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/recipe/history", { signal })),
});

/** What stands behind a count: one's own, or that of somebody one looks after. */
export const countedQuery = (ingredient: string, span: SpanName, member?: string) =>
  queryOptions({
    queryKey: ["progress", "counted", ingredient, span, member],
    queryFn: ({ signal }) => {
      const query = { ingredient, span, ...(member === undefined ? {} : { member }) };
      return answer(api.GET("/api/v1/progress/rows", { params: { query }, signal }));
    },
  });

/** What the plan says to a recipe that is not saved yet; null where there are no hours to plan. */
export const recipeCheckQuery = (toml: string) =>
  queryOptions({
    queryKey: ["recipes", "check", toml],
    queryFn: async ({ client, signal }): Promise<CheckShown | null> => {
      if (!(await hasHours(client))) return null;
      return answer(api.POST("/api/v1/recipe/check", { body: { toml }, signal }));
    },
    staleTime: 0,
  });

/** The cadences that an ingredient can start, by name. */
export const startedCadencesQuery = queryOptions({
  queryKey: ["cadences", "list"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/cadences", { signal })),
});

/** How many of those started got all their touches, and why the others did not. */
export const finishRateQuery = queryOptions({
  queryKey: ["enrollments", "finish-rate"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/finish_rate", { signal })),
});

/** Saves a recipe that the plan can keep, or any with a why. */
export function useSaveRecipe() {
  return useMutation({
    mutationFn: (body: Schemas["RecipeBody"]) => answer(api.POST("/api/v1/recipe", { body })),
    meta: { invalidates: [["progress"], ["recipes"], ["today"], ["consistency"]] },
  });
}

/** Enters how many of an ingredient there were on a day, all told. */
export function useCountByHand() {
  return useMutation({
    mutationFn: (body: Schemas["EntryBody"]) => answer(api.POST("/api/v1/counts", { body })),
    meta: { invalidates: [["progress"], ["consistency"], ["today"]] },
  });
}

export type Enrollment = Schemas["EnrollmentListed"];

const PAGE = 500;

/** Everybody who was started, the newest start first. */
export const startedQuery = queryOptions({
  queryKey: ["enrollments", "all"],
  queryFn: async ({ signal }) => {
    const all: Enrollment[] = [];
    let after: string | null | undefined;
    do {
      const query = { limit: PAGE, ...(after ? { after } : {}) };
      const page = await answer(api.GET("/api/v1/enrollments", { params: { query }, signal }));
      all.push(...page.enrollments);
      after = page.next;
    } while (after);
    return all;
  },
});
