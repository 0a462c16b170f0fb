import { queryOptions } from "@tanstack/react-query";
import { hasHours } from "@/features/calendar/public/has-hours";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

/** How evenly something is spread over the working days. */
export type ConsistencyShown = components["schemas"]["ConsistencyShown"];
/** What was asked: an ingredient of the recipe, or a behaviour; of oneself, or of a member. */
export type Asked = ({ ingredient: string } | { behaviours: string }) & { member?: string };

/** How evenly it is spread; null where no hours say which days are worked. */
export const consistencyQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ["consistency", asked],
    queryFn: async ({ client, signal }): Promise<ConsistencyShown | null> => {
      if (!(await hasHours(client, asked.member))) return null;
      return answer(api.GET("/api/v1/consistency", { params: { query: asked }, signal }));
    },
  });

/** What stands behind it on some days. */
export const consistencyRowsQuery = (asked: Asked, from: string, to: string) =>
  queryOptions({
    queryKey: ["consistency", "rows", asked, from, to],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/consistency/rows", { params: { query: { ...asked, from, to } }, signal }),
      ),
  });

/** One activity. */
export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: ["activities", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/activities/{id}", { params: { path: { id } }, signal })),
  });
