import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** Whom to contact today, in order. */
export const todayQuery = queryOptions({
  queryKey: ["today"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/today", { signal })),
});
