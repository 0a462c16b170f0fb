import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";

/** What every route can use to load what it shows. */
export type Context = { queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet });
