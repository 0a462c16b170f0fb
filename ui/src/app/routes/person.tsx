import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { personQuery, reasonsQuery, timelineQuery } from "@/features/people/queries";
import { frameRoute } from "./frame";

export const personRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/people/$id",
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(personQuery(id));
    void queryClient.prefetchQuery(timelineQuery(id));
    void queryClient.prefetchQuery(reasonsQuery(id));
  },
  component: lazyRouteComponent(() => import("./person-screen"), "PersonScreen"),
});
