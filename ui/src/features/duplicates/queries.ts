import { infiniteQueryOptions, queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type Merge = components["schemas"]["MergeShown"];
export type Twin = components["schemas"]["PersonShown"];
/** Two who are, or may be, one. */
export type Pair = { a: string; b: string; why: string; isCertain: boolean };

/** How many pairs are asked for. */
const PAIRS = 1_000;

/** Who is in here twice, or may be: those who certainly are first. */
export const pairsQuery = queryOptions({
  queryKey: ["duplicates", "pairs"],
  queryFn: async ({ signal }): Promise<Pair[]> => {
    const query = { limit: PAIRS };
    const found = await answer(api.GET("/api/v1/duplicates", { params: { query }, signal }));
    return [
      ...found.certain.flatMap(([a, b]) =>
        a === undefined || b === undefined ? [] : [{ a, b, why: "", isCertain: true }],
      ),
      ...found.possible.map(({ a, b, why }) => ({ a, b, why, isCertain: false })),
    ];
  },
});

/** One of a pair. */
export const twinQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id, "twin"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/{id}", { params: { path: { id } }, signal })),
  });

/** Those who were made one, newest first. */
export const mergesQuery = infiniteQueryOptions({
  queryKey: ["duplicates", "merges"],
  queryFn: ({ pageParam, signal }) => {
    const query = pageParam === "" ? {} : { after: pageParam };
    return answer(api.GET("/api/v1/duplicates/merges", { params: { query }, signal }));
  },
  initialPageParam: "",
  getNextPageParam: (page) => page.next ?? undefined,
});

const CHANGED = { invalidates: [["duplicates"], ["people"], ["companies"], ["today"], ["plan"]] };

/** Makes two people one. */
export function useMerge() {
  return useMutation({
    mutationFn: (body: { kept: string; gone: string }) =>
      answer(api.POST("/api/v1/duplicates/merges", { body })),
    meta: CHANGED,
  });
}

/** Parts two who were made one. */
export function usePart() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/duplicates/merges/{id}/undo", { params: { path: { id } } })),
    meta: CHANGED,
  });
}
