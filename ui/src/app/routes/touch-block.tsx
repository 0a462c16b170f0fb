import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { aheadQuery, todayQuery } from "@/features/today/queries";
import { frameRoute } from "./frame";

export const touchBlockRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/today/touches",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(todayQuery);
    void queryClient.prefetchQuery(aheadQuery);
  },
  component: lazyRouteComponent(() => import("@/features/today/block/block-page"), "BlockPage"),
});
