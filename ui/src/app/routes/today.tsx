import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { todayQuery } from "@/features/today/queries";
import { frameRoute } from "./frame";

export const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(todayQuery);
  },
  component: lazyRouteComponent(() => import("./today-screen"), "TodayScreen"),
});
