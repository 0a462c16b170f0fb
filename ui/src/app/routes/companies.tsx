import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { companiesQuery } from "@/features/companies/queries";
import { frameRoute } from "./frame";

const Search = z.object({
  q: z.catch(z.optional(z.string().check(z.minLength(1))), undefined),
  /** Only dream clients. */
  dream: z.catch(z.optional(z.literal(true)), undefined),
});

export const companiesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/companies",
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchInfiniteQuery(companiesQuery(deps));
  },
  component: lazyRouteComponent(() => import("./companies-screen"), "CompaniesScreen"),
});
