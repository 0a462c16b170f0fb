import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { progressQuery } from "@/features/recipes/public/recipe";
import { aheadQuery, todayQuery } from "@/features/today/queries";
import { frameRoute } from "./frame";

export const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(todayQuery);
    void queryClient.prefetchQuery(progressQuery);
    // What the outcomes lead to is kept on the device from here on, so that a block goes on without network.
    void queryClient.prefetchQuery(aheadQuery);
  },
  component: lazyRouteComponent(() => import("./today-screen"), "TodayScreen"),
});
