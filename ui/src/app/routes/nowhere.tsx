import { createRoute } from "@tanstack/react-router";
import { NothingHere } from "../frame/nothing-here";
import { frameRoute } from "./frame";

/** Every address that is none of the others. */
export const nowhereRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: "$",
  component: NothingHere,
});
