import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { companiesQuery } from "@/features/companies/queries";
import { frameRoute } from "./frame";

const Search = z.object({ q: z.catch(z.optional(z.string()), undefined) });

export const companiesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/companies",
  validateSearch: Search,
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context: { queryClient }, deps: { q } }) => {
    void queryClient.prefetchInfiniteQuery(companiesQuery(q ?? ""));
  },
  component: lazyRouteComponent(() => import("./companies-screen"), "CompaniesScreen"),
});
