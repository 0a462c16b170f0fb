import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { hasHours } from "@/features/calendar/public/has-hours";
import { progressQuery } from "@/features/recipes/public/recipe";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

/** Whether somebody can be started, and how many. */
export type StartAnswer = components["schemas"]["StartAnswer"];

/** Which steps are done, as the data shows it: so every browser knows, and a step done elsewhere counts. */
export const stepsDoneQuery = queryOptions({
  queryKey: ["first-run", "done"],
  queryFn: async ({ client, signal }) => {
    const query = { limit: 1 };
    const [people, hours, progress, started, touches] = await Promise.all([
      answer(api.GET("/api/v1/people", { params: { query }, signal })),
      answer(api.GET("/api/v1/calendar/hours", { signal })),
      client.fetchQuery({ ...progressQuery, staleTime: 30_000 }),
      answer(api.GET("/api/v1/enrollments", { params: { query }, signal })),
      answer(api.GET("/api/v1/activities", { params: { query }, signal })),
    ]);
    return {
      people: people.people.length > 0,
      hours: hours.hours !== "off" || hours.days.length > 0,
      recipe: progress === null || progress.recipe != null,
      prospects: started.enrollments.length > 0,
      touch: touches.activities.length > 0,
    };
  },
  staleTime: 0,
});

/** The cadences on which somebody can be started. */
export const cadenceNamesQuery = queryOptions({
  queryKey: ["cadences", "names"],
  queryFn: async ({ signal }) => {
    const { cadences } = await answer(api.GET("/api/v1/cadences", { signal }));
    return cadences.map(({ name, touches, minutes }) => ({ name, touches, minutes }));
  },
});

/** How many of the next people on the list can be started on a cadence today; null where there are no hours. */
export const canStartQuery = (cadence: string, count: number) =>
  queryOptions({
    queryKey: ["first-run", "can-start", cadence, count],
    queryFn: async ({ client, signal }): Promise<StartAnswer | null> => {
      if (!(await hasHours(client))) return null;
      const body = { cadence, whom: { count } };
      return answer(api.POST("/api/v1/can_start", { body, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

type HoursChange = { hours: string; place?: { zone: string; country: string } };

/** Sets the hours of the week, by the clock of the place where somebody sits. */
export function useSaveHours() {
  return useMutation({
    mutationFn: async ({ hours, place }: HoursChange) => {
      if (place !== undefined) await answer(api.PUT("/api/v1/place", { body: place }));
      return answer(api.PUT("/api/v1/calendar/hours", { body: { hours } }));
    },
    meta: {
      invalidates: [
        ["first-run"],
        ["session"],
        ["calendar"],
        ["plan"],
        ["today"],
        ["settings"],
        ["progress"],
        ["consistency"],
      ],
    },
  });
}

/** Starts the next people of the list. */
export function useStartFirst() {
  return useMutation({
    mutationFn: ({ cadence, count }: { cadence: string; count: number }) =>
      answer(api.POST("/api/v1/enrollments", { body: { cadence, whom: { count } } })),
    meta: { invalidates: [["first-run"], ["today"], ["plan"], ["people"], ["enrollments"]] },
  });
}
