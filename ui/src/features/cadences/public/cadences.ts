import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** The cadences of the workspace, each in its newest version. */
export const cadencesQuery = queryOptions({
  queryKey: ["cadences", "list"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/cadences", { signal })),
});

/** Those in use: somebody can be started on them. */
export const usableCadencesQuery = queryOptions({
  ...cadencesQuery,
  select: ({ cadences }) => ({ cadences: cadences.filter((it) => !it.is_retired) }),
});

/** One cadence with its steps and what could be better. */
export const cadenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["cadences", "one", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/cadences/{id}", { params: { path: { id } }, signal })),
  });
