import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { pairsQuery } from "@/features/duplicates/queries";
import { frameRoute } from "./frame";

export const duplicatesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/duplicates",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(pairsQuery);
  },
  component: lazyRouteComponent(
    () => import("@/features/duplicates/duplicates-page"),
    "DuplicatesPage",
  ),
});
