import type { QueryClient } from "@tanstack/react-query";
import { hoursOfQuery } from "../queries";

/** Whether any weekday has hours: without them the plan has no answer, so it is not asked. */
export async function hasHours(client: QueryClient, member?: string): Promise<boolean> {
  const { minutes } = await client.fetchQuery(hoursOfQuery(member));
  return minutes.some((it) => it > 0);
}
