import { queryOptions } from "@tanstack/react-query";
import { keptMe } from "@/features/identity/public/session";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { keptOr } from "@/shared/offline/kept";

/** A recipe as it was saved. */
export type RecipeShown = components["schemas"]["RecipeShown"];

/** How far the recipe in force is kept, where there are hours to keep it in. */
export type ProgressShown = components["schemas"]["ProgressShown"];

/**
 * How far the goals of the recipe are kept; without the server as it was told last. Where there is no recipe it says so:
 * `recipe` is null. All is null where there is a recipe, but no hours say on which days it holds.
 */
export const progressQuery = queryOptions({
  queryKey: ["progress"],
  queryFn: async ({ signal }): Promise<ProgressShown | null> => {
    const told = await keptOr("progress", keptMe()?.member ?? "", () =>
      answer(api.GET("/api/v1/progress", { signal })),
    );
    return told.no_hours && told.recipe != null ? null : told;
  },
});

/**
 * The recipe that counts today; null where none is saved. The server refuses to tell of one that is not there, so how far it
 * is kept, which every screen knows already, is asked first.
 */
export const recipeQuery = queryOptions({
  queryKey: ["recipes", "in-force"],
  queryFn: async ({ client, signal }): Promise<RecipeShown | null> => {
    const progress = await client.fetchQuery({ ...progressQuery, staleTime: 30_000 });
    const hasNone = progress !== null && progress.recipe == null;
    return hasNone ? null : answer(api.GET("/api/v1/recipe", { signal }));
  },
});
