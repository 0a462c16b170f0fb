import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { frameRoute } from "./frame";

/** The import in hand. */
const Search = z.object({
  id: z.catch(z.optional(z.string().check(z.regex(/^[\da-f-]{36}$/))), undefined),
});

export const importsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/import",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./imports-screen"), "ImportsScreen"),
});
