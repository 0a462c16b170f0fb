import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

/** An outcome that every workspace has. */
export type ShippedOutcome = components["schemas"]["Outcome"];

/** The outcomes that can be logged: those shipped, then the workspace's own. */
export const outcomesQuery = queryOptions({
  queryKey: ["outcomes"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/outcomes", { signal })),
});

/** Makes an outcome of the workspace's own, or gives it other effects from now on. */
export function useSaveOutcome() {
  return useMutation({
    mutationFn: ({ name, same_as }: { name: string; same_as: ShippedOutcome }) =>
      answer(api.PUT("/api/v1/outcomes/{name}", { params: { path: { name } }, body: { same_as } })),
    meta: { invalidates: [["outcomes"], ["today"]] },
  });
}
