import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { frameRoute } from "./frame";

export const calendarRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/plan/calendar",
  component: lazyRouteComponent(() => import("@/features/calendar/calendar-page"), "CalendarPage"),
});
