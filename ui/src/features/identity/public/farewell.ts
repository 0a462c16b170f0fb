import type { QueryClient } from "@tanstack/react-query";
import { forgetMe } from "./session";

/** Forgets whatever this browser was told. */
export function farewell(client: QueryClient): void {
  forgetMe();
  client.clear();
}
