import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { progressQuery } from "@/features/recipes/public/recipe";
import { aheadQuery, todayQuery } from "@/features/today/queries";
import { onceStanding } from "@/shared/standing/standing";
import { frameRoute } from "./frame";

export const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(todayQuery);
    void queryClient.prefetchQuery(progressQuery);
    // What the outcomes lead to is kept on the device from here on, so that a block goes on without network; Today itself
    // does not show it, and it is the largest answer.
    void onceStanding(() => queryClient.prefetchQuery(aheadQuery))();
  },
  component: lazyRouteComponent(() => import("./today-screen"), "TodayScreen"),
});
