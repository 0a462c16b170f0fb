import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { progressQuery, recipeQuery } from "@/features/recipes/public/recipe";
import { frameRoute } from "./frame";

const Search = z.object({
  part: z.catch(
    z.optional(z.enum(["recipe", "reading", "consistency", "finished", "versions"])),
    undefined,
  ),
});

export const cookbookRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/cookbook",
  validateSearch: Search,
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(recipeQuery);
    void queryClient.prefetchQuery(progressQuery);
  },
  component: lazyRouteComponent(() => import("./cookbook-screen"), "CookbookScreen"),
});
