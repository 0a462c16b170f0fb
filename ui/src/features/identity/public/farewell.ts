import type { QueryClient } from "@tanstack/react-query";
import { forgetKept } from "@/shared/offline/kept";
import { forgetMe } from "./session";

/** Forgets whatever this browser was told. */
export function farewell(client: QueryClient): void {
  forgetMe();
  void forgetKept();
  client.clear();
}
