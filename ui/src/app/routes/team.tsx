import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frameRoute } from "./frame";

export const teamRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/team",
  component: lazyRouteComponent(() => import("@/features/teams/team-page"), "TeamPage"),
});
