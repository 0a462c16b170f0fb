import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

/** What a token may be used for. */
export type TokenScope = components["schemas"]["TokenScope"];

/** One's own tokens, newest first. */
export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/tokens", { signal })),
});

/** Makes a token: the answer holds its text, which is told this once. */
export function useMakeToken() {
  return useMutation({
    mutationFn: (body: components["schemas"]["TokenBody"]) =>
      answer(api.POST("/api/v1/tokens", { body })),
    meta: { invalidates: [["tokens"]] },
  });
}

/** Ends a token, at once. */
export function useEndToken() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["tokens"]] },
  });
}
