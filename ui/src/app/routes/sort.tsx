import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { toSortQuery } from "@/features/people/queries";
import { frameRoute } from "./frame";

export const sortRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/sort",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(toSortQuery);
  },
  component: lazyRouteComponent(() => import("@/features/people/sort/sort-page"), "SortPage"),
});
