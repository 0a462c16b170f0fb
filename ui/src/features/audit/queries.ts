import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

/** Who changed what. */
export type Line = components["schemas"]["Line"];

/** The record, newest first; of one member where one is named. */
export const auditQuery = (by: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["audit", "lines", by],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: 50,
        ...(by === undefined ? {} : { by }),
        ...(pageParam === "" ? {} : { after: pageParam }),
      };
      return answer(api.GET("/api/v1/audit", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Whether every sealed line is as it was written; asked for, never by itself. */
export const verificationQuery = queryOptions({
  queryKey: ["audit", "verification"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/audit/verification", { signal })),
  enabled: false,
  staleTime: 0,
});
