import { useQuery } from "@tanstack/react-query";
import { type Pair, twinQuery } from "./queries";

/** Both of a pair, once both are here. */
export function useTwins(pair: Pick<Pair, "a" | "b">) {
  const a = useQuery(twinQuery(pair.a));
  const b = useQuery(twinQuery(pair.b));
  const failed = a.error === null ? b : a;
  return {
    data: a.data && b.data ? { a: a.data, b: b.data } : undefined,
    error: failed.error,
    refetch: failed.refetch,
  };
}
