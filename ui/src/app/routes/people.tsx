import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { peopleQuery, viewsQuery } from "@/features/people/queries";
import { filtersOf, PeopleSearch } from "@/features/people/search";
import { frameRoute } from "./frame";

export const peopleRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/people",
  validateSearch: PeopleSearch,
  loaderDeps: ({ search }) => ({ filters: filtersOf(search), group: search.group }),
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchInfiniteQuery(peopleQuery(deps.filters, deps.group));
    void queryClient.prefetchQuery(viewsQuery);
  },
  component: lazyRouteComponent(() => import("./people-screen"), "PeopleScreen"),
});
