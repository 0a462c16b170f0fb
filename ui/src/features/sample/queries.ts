import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** How many made-up people there are. */
export const sampleQuery = queryOptions({
  queryKey: ["sample"],
  queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/sample", { signal }))).people,
  staleTime: 10 * 60_000,
});

/** Every screen tells something else once made-up people came or went. */
const EVERYTHING = { invalidates: [[]] };

/** Puts made-up people in, where nobody is yet. */
export function useFillSample() {
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/sample")),
    meta: EVERYTHING,
  });
}

/** Removes them, with all that was done with them. */
export function useRemoveSample() {
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/sample")),
    meta: EVERYTHING,
  });
}
