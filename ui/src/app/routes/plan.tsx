import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { frameRoute } from "./frame";

const Count = z.catch(z.optional(z.number()), undefined);

/** What is asked, and by what the room is shown. */
const Search = z.object({
  n: Count,
  cadence: z.catch(z.optional(z.string()), undefined),
  from: z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined),
  days: Count,
  by: z.catch(z.optional(z.enum(["week", "month"])), undefined),
});

export const planRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/plan",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./plan-screen"), "PlanScreen"),
});
