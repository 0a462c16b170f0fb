import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root";

/** Only a place inside this page is gone to after signing in. */
const INSIDE = /^\/(?![/\\])/;

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === "string" && INSIDE.test(next) ? { next } : {},
  component: lazyRouteComponent(() => import("./sign-in-screen"), "SignInScreen"),
});
