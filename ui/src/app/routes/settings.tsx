import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { PARTS } from "@/features/settings/parts";
import { frameRoute } from "./frame";

const Search = z.object({ part: z.catch(z.optional(z.enum(PARTS)), undefined) });

export const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "/settings",
  validateSearch: Search,
  component: lazyRouteComponent(() => import("./settings-screen"), "SettingsScreen"),
});
