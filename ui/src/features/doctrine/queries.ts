import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
/** Past activity as a doctrine reads it. */
export type ReadingShown = Schemas["ReadingShown"];
/** What would be something else under another doctrine. */
export type PreviewShown = Schemas["PreviewShown"];
export type DoctrineShown = Schemas["DoctrineShown"];
export type Class = Schemas["Class"];
export type Counted = Schemas["Counted"];
export type Warning = Schemas["Warning"];
/** Which days are read. */
export type Days = { from: string; to: string };

/** The doctrines, and which is in force. */
export const doctrinesQuery = queryOptions({
  queryKey: ["doctrine", "list"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/doctrines", { signal })),
});

/** The doctrine in force, with its rules. */
export const doctrineInForceQuery = queryOptions({
  queryKey: ["doctrine", "in_force"],
  queryFn: async ({ signal, client }) => {
    const { doctrines } = await client.fetchQuery(doctrinesQuery);
    const name = doctrines.find((it) => it.is_in_force)?.name ?? "";
    return answer(api.GET("/api/v1/doctrines/{name}", { params: { path: { name } }, signal }));
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** What was done on some days, by class; read by another doctrine where one is named. */
export const readingQuery = (days: Days, doctrine?: string) =>
  queryOptions({
    queryKey: ["doctrine", "reading", days, doctrine],
    queryFn: ({ signal }) => {
      const query = { ...days, ...(doctrine === undefined ? {} : { doctrine }) };
      return answer(api.GET("/api/v1/reading", { params: { query }, signal }));
    },
  });

/** What a doctrine in force warns of in somebody's work of some days. */
export const memberWarningQuery = (days: Days, member: string) =>
  queryOptions({
    queryKey: ["doctrine", "warning", days, member],
    queryFn: async ({ signal }) => {
      const query = { ...days, member };
      const told = await answer(api.GET("/api/v1/reading", { params: { query }, signal }));
      return told.warning ?? null;
    },
  });

/** The activities of one class. */
export const readRowsQuery = (days: Days, doctrine: string, of: Class, counts: Counted) =>
  queryOptions({
    queryKey: ["doctrine", "rows", days, doctrine, of, counts],
    queryFn: ({ signal }) => {
      const query = { ...days, doctrine, class: of, counts };
      return answer(api.GET("/api/v1/reading/rows", { params: { query }, signal }));
    },
  });

/** What would be something else if another doctrine were in force. */
export const doctrinePreviewQuery = (days: Days, name: string) =>
  queryOptions({
    queryKey: ["doctrine", "preview", days, name],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/doctrines/preview", { body: { ...days, name }, signal })),
  });

/** Sets a doctrine in force from now on. */
export function useSetInForce() {
  return useMutation({
    mutationFn: (body: Schemas["InForceBody"]) =>
      answer(api.PUT("/api/v1/doctrines/in-force", { body })),
    meta: { invalidates: [["doctrine"], ["progress"], ["consistency"], ["today"]] },
  });
}
