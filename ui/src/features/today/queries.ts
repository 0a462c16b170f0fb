import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { keptMe } from "@/features/identity/public/session";
import { answer, api } from "@/shared/api/client";
import { Unreachable } from "@/shared/api/problem";
import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";
import { now, tellServerTime } from "@/shared/dates/now";
import { keptOr } from "@/shared/offline/kept";
import { fitting } from "./fitting";

type Schemas = components["schemas"];
/** A touch of today. */
export type Touch = Schemas["TodayShown"];
export type Today = Schemas["Today"];
/** What each outcome of a touch would do. */
export type PersonAhead = Schemas["PersonAhead"];
export type OutcomeAhead = Schemas["OutcomeAhead"];
export type Ahead = Schemas["Ahead"];
export type Outcome = Schemas["Outcome"];
export type Channel = Schemas["Channel"];
export type Ingredient = Schemas["IngredientShown"];
export type Progress = Schemas["ProgressShown"];
export type Closing = Schemas["ClosingShown"];
export type Activity = Schemas["ActivityDetail"];

/** Of how many working days ahead the captions are known without the server. */
const DAYS_AHEAD = 30;

function whose(): string {
  return keptMe()?.member ?? "";
}

/** Whom to contact today, in order; without the server as it was told last. */
export const todayQuery = queryOptions({
  queryKey: ["today"],
  queryFn: ({ signal }) =>
    keptOr("today", whose(), () => answer(api.GET("/api/v1/today", { signal }))),
});

/** What each outcome of each touch of today would lead to: the planner's own answer. */
export const aheadQuery = queryOptions({
  queryKey: ["today", "outcomes"],
  queryFn: ({ signal }) =>
    keptOr("ahead", whose(), async () => {
      const params = { query: { days: DAYS_AHEAD } };
      const ahead = await answer(api.GET("/api/v1/today/outcomes", { params, signal }));
      tellServerTime(ahead.as_of);
      return ahead;
    }),
  placeholderData: keepPreviousData,
});

/** The touches that fit into so many free minutes; without the server those of the list that it told last. */
export const freeQuery = (minutes: number) =>
  queryOptions({
    queryKey: ["today", "free", minutes],
    queryFn: async ({ signal, client }): Promise<readonly Touch[]> => {
      try {
        const params = { query: { minutes } };
        return (await answer(api.GET("/api/v1/today", { params, signal }))).touches;
      } catch (error) {
        const kept = client.getQueryData(todayQuery.queryKey);
        if (error instanceof Unreachable && kept) return fitting(kept.touches, minutes, now());
        throw error;
      }
    },
  });

/** How many could be started on the usual cadence, and what the others lack. */
export const startableQuery = queryOptions({
  queryKey: ["people", "counts", "startable"],
  queryFn: async ({ signal }) =>
    (await answer(api.GET("/api/v1/people/counts", { params: { query: {} }, signal }))).startable,
});

/** Those who can be started today, by name, and the day of their first touch. */
export const startsQuery = (cadence: string, people: readonly string[]) =>
  queryOptions({
    queryKey: ["plan", "can_start", cadence, people],
    queryFn: ({ signal }) =>
      answer(
        api.POST("/api/v1/can_start", { body: { cadence, whom: { people: [...people] } }, signal }),
      ),
  });

/** How the day stands, to close it. */
export const closingQuery = queryOptions({
  queryKey: ["today", "closing"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/today/closing", { signal })),
});

/** What is counted of an ingredient: today, or on another day. */
export const countedQuery = (ingredient: string, day: Day | "today") =>
  queryOptions({
    queryKey: ["progress", "rows", ingredient, day],
    queryFn: ({ signal }) =>
      day === "today"
        ? answer(
            api.GET("/api/v1/progress/rows", {
              params: { query: { ingredient, span: "today" } },
              signal,
            }),
          )
        : answer(
            api.GET("/api/v1/consistency/rows", {
              params: { query: { ingredient, from: day, to: day } },
              signal,
            }),
          ),
  });

/** How an ingredient is spread over the last twenty working days. */
export const consistencyQuery = (ingredient: string) =>
  queryOptions({
    queryKey: ["consistency", ingredient],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/consistency", { params: { query: { ingredient } }, signal })),
  });

/** What is changed of somebody's next touch. */
const CHANGED = [["today"], ["plan"], ["people"], ["enrollments"]];

/** Moves the next touch of an enrollment to a day; beyond its window only with a why. */
export const laterMutation = {
  mutationFn: ({ enrollment, to, why }: { enrollment: string; to: Day; why: string }) =>
    answer(
      api.POST("/api/v1/enrollments/{id}/later", {
        params: { path: { id: enrollment } },
        body: { to, why: why === "" ? null : why },
      }),
    ),
  meta: { invalidates: CHANGED },
};

/** Passes over the next touch of an enrollment. */
export const skipMutation = {
  mutationFn: ({ enrollment, why }: { enrollment: string; why: string }) =>
    answer(
      api.POST("/api/v1/enrollments/{id}/skip", {
        params: { path: { id: enrollment } },
        body: { why },
      }),
    ),
  meta: { invalidates: CHANGED },
};

/** Says that a day was lost: its touches move inside their windows. */
export const lostMutation = {
  mutationFn: ({ day }: { day: Day }) =>
    answer(api.PUT("/api/v1/calendar/days/{day}/lost", { params: { path: { day } }, body: {} })),
  meta: { invalidates: [["today"], ["plan"], ["calendar"]] },
};

/** Takes that back. */
export const notLostMutation = {
  mutationFn: ({ day }: { day: Day }) =>
    answer(api.DELETE("/api/v1/calendar/days/{day}/lost", { params: { path: { day } } })),
  meta: { invalidates: [["today"], ["plan"], ["calendar"]] },
};

/** What was done on a day. */
export const activitiesOfDayQuery = (day: Day) =>
  queryOptions({
    queryKey: ["activities", "of", day],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/activities", {
          params: { query: { from: day, to: day, limit: 500 } },
          signal,
        }),
      ),
  });
