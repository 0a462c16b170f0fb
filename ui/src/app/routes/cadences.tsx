import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { frameRoute } from "./frame";

const Count = z.catch(z.optional(z.number()), undefined);

/** A copy, and how it differs from what it is made of. */
const Search = z.object({
  copy: z.catch(z.optional(z.boolean()), undefined),
  touches: Count,
  wider: Count,
});

export const cadencesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/cadences",
  component: lazyRouteComponent(() => import("@/features/cadences/cadences-page"), "CadencesPage"),
});

export const newCadenceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/cadences/new",
  component: lazyRouteComponent(() => import("./cadence-screen"), "NewCadenceScreen"),
});

export const cadenceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/cadences/$id",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./cadence-screen"), "CadenceScreen"),
});
