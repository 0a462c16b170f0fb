import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type CadenceShown = components["schemas"]["CadenceShown"];
export type CadenceDetail = components["schemas"]["CadenceDetail"];
export type CadenceWarning = components["schemas"]["CadenceWarning"];
export type Cadence = components["schemas"]["Cadence"];
export type Step = components["schemas"]["Step"];
export type Channel = components["schemas"]["Channel"];
export type Asks = components["schemas"]["Asks"];
export type Gift = components["schemas"]["Gift"];
export type GiftKind = components["schemas"]["GiftKind"];
export type Language = components["schemas"]["Language"];
export type Script = components["schemas"]["Script"];
export type Version = components["schemas"]["CadenceVersionShown"];
export type Results = components["schemas"]["CadenceResults"];
export type Finished = components["schemas"]["Finished"];

const FOUND = 6;

/** Every version of a cadence, newest first. */
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["cadences", "versions", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/cadences/{id}/versions", { params: { path: { id } }, signal })),
  });

/** What a cadence would say to somebody. */
export const previewQuery = (id: string, person: string) =>
  queryOptions({
    queryKey: ["cadences", "preview", id, person],
    queryFn: ({ signal }) => {
      const params = { path: { id }, query: { person } };
      return answer(api.GET("/api/v1/cadences/{id}/preview", { params, signal }));
    },
  });

/** Whom one may mean for whom a cadence is looked at. */
export const personFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ["people", "found", "for_preview", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people", { params: { query: { q, limit: FOUND } }, signal })),
    placeholderData: keepPreviousData,
  });

/** How many of those started got every touch. */
export const finishRateQuery = queryOptions({
  queryKey: ["finish_rate"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/finish_rate", { signal })),
});

/** What became of those who were started on each cadence. */
export const resultsQuery = queryOptions({
  queryKey: ["cadences", "results"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/cadences/results", { signal })),
});

/** Takes a cadence out of use, or into use again. */
export function useRetire() {
  return useMutation({
    mutationFn: ({ id, isRetired }: { id: string; isRetired: boolean }) => {
      const params = { path: { id } };
      return answer(
        isRetired
          ? api.POST("/api/v1/cadences/{id}/retire", { params })
          : api.POST("/api/v1/cadences/{id}/restore", { params }),
      );
    },
    meta: { invalidates: [["cadences"], ["plan"]] },
  });
}

/** Saves a cadence: as a new one, or as the next version of the one that has its name. */
export function useSaveCadence() {
  return useMutation({
    mutationFn: ({ cadence, why }: { cadence: Cadence; why: string | undefined }) =>
      answer(
        api.POST("/api/v1/cadences", { body: { cadence, ...(why === undefined ? {} : { why }) } }),
      ),
    meta: { invalidates: [["cadences"], ["plan"]] },
  });
}
