import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** Everything that anybody forbade, newest first. */
export const suppressionsQuery = infiniteQueryOptions({
  queryKey: ["suppressions", "all"],
  queryFn: ({ signal, pageParam }) => {
    const query = { limit: 50, ...(pageParam === "" ? {} : { after: pageParam }) };
    return answer(api.GET("/api/v1/suppressions", { params: { query }, signal }));
  },
  initialPageParam: "",
  getNextPageParam: ({ next }) => next ?? undefined,
});
