import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Asks anew for what a change touched. A first answer that is still on its way may be older than the change, and the client
 * does not ask twice at once: what waits for one is asked again when it is there.
 */
export async function refresh(client: QueryClient, queryKey: QueryKey): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);
  await Promise.all([
    client.invalidateQueries({ queryKey, predicate: (query) => !first.includes(query) }),
    ...first.map(async (query) => {
      await Promise.allSettled([query.promise]);
      await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }),
  ]);
}
