import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { FailedScreen } from "./frame/failed-screen";
import { NothingHere } from "./frame/nothing-here";
import { cadenceRoute, cadencesRoute, newCadenceRoute } from "./routes/cadences";
import { calendarRoute } from "./routes/calendar";
import { companiesRoute } from "./routes/companies";
import { companyRoute } from "./routes/company";
import { cookbookRoute } from "./routes/cookbook";
import { duplicatesRoute } from "./routes/duplicates";
import { frameRoute } from "./routes/frame";
import { importsRoute } from "./routes/imports";
import { nowhereRoute } from "./routes/nowhere";
import { peopleRoute } from "./routes/people";
import { personRoute } from "./routes/person";
import { planRoute } from "./routes/plan";
import { rootRoute } from "./routes/root";
import { settingsRoute } from "./routes/settings";
import { signInRoute } from "./routes/sign-in";
import { sortRoute } from "./routes/sort";
import { teamRoute } from "./routes/team";
import { todayRoute } from "./routes/today";
import { touchBlockRoute } from "./routes/touch-block";
import { welcomeRoute } from "./routes/welcome";

/** The screens inside the frame. */
const screens = frameRoute.addChildren([
  todayRoute,
  cadenceRoute,
  cadencesRoute,
  newCadenceRoute,
  calendarRoute,
  companiesRoute,
  companyRoute,
  cookbookRoute,
  duplicatesRoute,
  importsRoute,
  peopleRoute,
  personRoute,
  planRoute,
  settingsRoute,
  sortRoute,
  teamRoute,
  touchBlockRoute,
  nowhereRoute,
]);

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
