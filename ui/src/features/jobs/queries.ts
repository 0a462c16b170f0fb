import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** Work that the program does by itself and that is not done. */
export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/jobs", { signal })),
});

/** Queues a dead job again. */
export function useReleaseJob() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/jobs/{id}/release", { params: { path: { id } } })),
    meta: { invalidates: [["jobs"]] },
  });
}

/** Removes a job: it is never done. */
export function useRemoveJob() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/jobs/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["jobs"]] },
  });
}
