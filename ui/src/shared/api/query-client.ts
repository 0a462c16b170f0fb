import { MutationCache, QueryClient, type QueryKey } from "@tanstack/react-query";
import { Problem } from "./problem";
import { onReachable, serverIsReachable } from "./reachability";
import { refresh } from "./refresh";
import { onToldByTabs, tellTabs } from "./tabs";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** What is no longer as it was shown once this is saved, in this tab and in every other. */
      invalidates?: QueryKey[];
    };
  }
}

/** How often what only passes (the server is busy, stops, is away for a moment) is asked for again. */
const TRIES = 2;

/** Statuses that may be others in a moment. */
const PASSING = [429, 502, 503, 504];

/**
 * What the server told, for all screens. A mutation names in its `meta.invalidates` what it changes.
 *
 * Nothing is held back while the network is away: a view then says so, and asks again when it is back.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    mutationCache: new MutationCache({
      async onSuccess(_data, _variables, _context, mutation) {
        const keys = mutation.meta?.invalidates ?? [];
        if (keys.length === 0) return;
        tellTabs({ kind: "changed", keys });
        await Promise.all(keys.map((queryKey) => refresh(client, queryKey)));
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: "always",
        retry: (n, error) => n < TRIES && isPassing(error),
        retryDelay: (n) => 500 * 2 ** n,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  onToldByTabs((told) => {
    if (told.kind === "changed") {
      for (const queryKey of told.keys) void refresh(client, queryKey);
    }
  });
  onReachable(() => {
    if (serverIsReachable()) void client.invalidateQueries();
  });
  return client;
}

function isPassing(error: Error): boolean {
  return error instanceof Problem && PASSING.includes(error.status);
}
