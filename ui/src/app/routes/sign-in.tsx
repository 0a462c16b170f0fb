import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { rootRoute } from "./root";

/** Only a place inside this page is gone to after signing in. */
const Search = z.object({
  next: z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./sign-in-screen"), "SignInScreen"),
});
