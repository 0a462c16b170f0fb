import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** One activity by its id: what stands behind a number. */
export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: ["activities", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/activities/{id}", { params: { path: { id } }, signal })),
  });
