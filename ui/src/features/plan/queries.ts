import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";

export type PlanDay = components["schemas"]["DayShown"];
export type Weeks = components["schemas"]["Weeks"];
export type StartAnswer = components["schemas"]["StartAnswer"];
export type Repair = components["schemas"]["Repair"];
/** A day with those who start in it. */
export type JoinedDay = StartAnswer["days"][number];
export type NotStartable = components["schemas"]["NotStartable"];
export type Otherwise = components["schemas"]["Otherwise"];
type Changed = components["schemas"]["Changed"];

/** "Can I start so many on this cadence from this day?" */
export type Question = {
  n: number;
  cadence: string;
  /** The first day of the first touch; today when none is named. */
  from?: Day | undefined;
  /** On how many working days the first touches may be. */
  days?: number | undefined;
};

/** Whatever is started or held changes the plan, and with it the day. */
const meta = { invalidates: [["plan"], ["today"], ["people"], ["enrollments"], ["finish_rate"]] };
const PAGE = 500;
/** So many at most are asked for to learn the pace: it is told per working day. */
const MOST_ASKED = 300;

/** The weeks ahead: hours, what is promised, and room; null where there are no hours. */
export const weeksQuery = (weeks: number) =>
  queryOptions({
    queryKey: ["plan", "weeks", weeks],
    queryFn: async ({ signal }): Promise<Weeks | null> => {
      const told = await answer(api.GET("/api/v1/plan", { params: { query: { weeks } }, signal }));
      return told.no_hours ? null : told;
    },
    placeholderData: keepPreviousData,
  });

/** The planner's answer; every question has its own, so an older one never takes the place of a newer. */
export const canStartQuery = (question: Question) =>
  queryOptions({
    queryKey: ["plan", "can_start", question],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/v1/can_start", { body: bodyOf(question), signal })),
    placeholderData: keepPreviousData,
  });

/** Starts those of a question whom the plan takes; the others too where a why is told. */
export function useStart() {
  return useMutation({
    mutationFn: ({ question, why }: { question: Question; why?: string }) => {
      const body = { ...bodyOf(question), ...(why === undefined ? {} : { override_why: why }) };
      return answer(api.POST("/api/v1/enrollments", { body }));
    },
    meta,
  });
}

/** Holds what these people are on, which frees its room; gives what was held. */
export function usePause() {
  return useMutation({
    mutationFn: async (people: readonly string[]): Promise<Changed[]> => {
      const held: Changed[] = [];
      for (const id of await enrollmentsOf(people)) {
        held.push(
          await answer(api.POST("/api/v1/enrollments/{id}/pause", { params: { path: { id } } })),
        );
      }
      return held;
    },
    meta,
  });
}

/** Takes up again what was held. */
export function useResume() {
  return useMutation({
    mutationFn: async (held: readonly Changed[]) => {
      for (const { enrollment } of held) {
        const params = { path: { id: enrollment } };
        await answer(api.POST("/api/v1/enrollments/{id}/resume", { params }));
      }
    },
    meta,
  });
}

/** What of the planned minutes is really spent; null while too few days are recorded, or nothing is late. */
export const spentQuery = queryOptions({
  queryKey: ["today", "spent"],
  queryFn: async ({ signal }) =>
    (await answer(api.GET("/api/v1/today", { params: { query: {} }, signal }))).spent ?? null,
});

/** How many could be started on the usual cadence. */
export const startableQuery = queryOptions({
  queryKey: ["people", "counts", "startable"],
  queryFn: async ({ signal }) =>
    (await answer(api.GET("/api/v1/people/counts", { params: { query: {} }, signal }))).startable,
});

/** How many were started on this day or later. */
export const startedSinceQuery = (since: Day) =>
  queryOptions({
    queryKey: ["enrollments", "started_since", since],
    queryFn: async ({ signal }) => {
      let n = 0;
      let after: string | null | undefined;
      do {
        const query = { limit: PAGE, ...(after ? { after } : {}) };
        const page = await answer(api.GET("/api/v1/enrollments", { params: { query }, signal }));
        // The newest start is told first.
        const newer = page.enrollments.filter((it) => it.started >= since);
        n += newer.length;
        after = newer.length < page.enrollments.length ? undefined : page.next;
      } while (after);
      return n;
    },
  });

/** How many starts the plan holds in so many working days, of those who wait. */
export const roomForStartsQuery = (cadence: string, waiting: number, days: number) =>
  canStartQuery({ cadence, n: Math.min(waiting, MOST_ASKED), days });

async function enrollmentsOf(people: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  let after: string | null | undefined;
  do {
    const query = { state: "active", limit: PAGE, ...(after ? { after } : {}) } as const;
    const page = await answer(api.GET("/api/v1/enrollments", { params: { query } }));
    for (const it of page.enrollments) if (people.includes(it.person)) found.push(it.id);
    after = page.next;
  } while (after);
  return found;
}

function bodyOf({ n, cadence, from, days }: Question) {
  return {
    cadence,
    whom: { count: n },
    ...(from === undefined ? {} : { from }),
    ...(days === undefined ? {} : { days }),
  };
}
