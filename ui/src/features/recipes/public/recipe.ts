import { queryOptions } from "@tanstack/react-query";
import { keptMe } from "@/features/identity/public/session";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { keptOr } from "@/shared/offline/kept";

/** A recipe as it was saved. */
export type RecipeShown = components["schemas"]["RecipeShown"];

/**
 * How far the goals of the recipe are kept; without the server as it was told last. Where there is no recipe it says so:
 * `recipe` is null.
 */
export const progressQuery = queryOptions({
  queryKey: ["progress"],
  queryFn: ({ signal }) =>
    keptOr("progress", keptMe()?.member ?? "", () =>
      answer(api.GET("/api/v1/progress", { signal })),
    ),
});

/**
 * The recipe that counts today; null where none is saved. The server refuses to tell of one that is not there, so how far it
 * is kept, which every screen knows already, is asked first.
 */
export const recipeQuery = queryOptions({
  queryKey: ["recipes", "in-force"],
  queryFn: async ({ client, signal }): Promise<RecipeShown | null> => {
    const { recipe } = await client.fetchQuery({ ...progressQuery, staleTime: 30_000 });
    return recipe == null ? null : answer(api.GET("/api/v1/recipe", { signal }));
  },
});
