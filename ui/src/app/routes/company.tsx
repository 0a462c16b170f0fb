import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { colleaguesQuery, companyActivityQuery, companyQuery } from "@/features/companies/queries";
import { frameRoute } from "./frame";

export const companyRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/companies/$id",
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(companyQuery(id));
    void queryClient.prefetchQuery(companyActivityQuery(id));
    void queryClient.prefetchQuery(colleaguesQuery(id));
  },
  component: lazyRouteComponent(() => import("./company-screen"), "CompanyScreen"),
});
