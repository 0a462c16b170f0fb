import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { frameRoute } from "./frame";

const Count = z.catch(z.optional(z.int().check(z.positive())), undefined);

/** What is asked, and by what the room is shown. */
const Search = z.object({
  n: Count,
  cadence: z.catch(z.optional(z.string()), undefined),
  from: z.catch(z.optional(z.iso.date()), undefined),
  days: Count,
  by: z.catch(z.optional(z.enum(["week", "month"])), undefined),
});

export const planRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/plan",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./plan-screen"), "PlanScreen"),
});
