import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { FailedScreen } from "./frame/failed-screen";
import { NothingHere } from "./frame/nothing-here";
import { frameRoute } from "./routes/frame";
import { nowhereRoute } from "./routes/nowhere";
import { rootRoute } from "./routes/root";
import { signInRoute } from "./routes/sign-in";
import { todayRoute } from "./routes/today";
import { touchBlockRoute } from "./routes/touch-block";
import { welcomeRoute } from "./routes/welcome";

/** The screens inside the frame, by the names of their features. */
const screens = frameRoute.addChildren([todayRoute, touchBlockRoute, nowhereRoute]);

/** Every place of the page. */
export function createPageRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([screens, signInRoute, welcomeRoute]),
    context: { queryClient },
    defaultPreload: "intent",
    // Whether something is fresh is for the queries to say.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: FailedScreen,
    defaultNotFoundComponent: NothingHere,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
