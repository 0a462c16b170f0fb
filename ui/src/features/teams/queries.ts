import { queryOptions, useMutation } from "@tanstack/react-query";
import { hasHours } from "@/features/calendar/public/has-hours";
import { answer, answerWithTag, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
/** A question of a rep to whoever looks after them, and the answer. */
export type HelpShown = Schemas["HelpShown"];
export type TeamShown = Schemas["TeamShown"];
export type TeamFacts = Schemas["TeamFacts"];
export type ProgressShown = Schemas["ProgressShown"];
export type PlanDay = Schemas["DayShown"];
export type Weeks = Schemas["Weeks"];

/** The help that those one looks after still wait for. */
export const helpWantedQuery = queryOptions({
  queryKey: ["teams", "help", "wanted"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/help/wanted", { signal })),
});

/** The help that one asked for oneself, and what was answered. */
export const helpQuery = queryOptions({
  queryKey: ["teams", "help", "mine"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/help", { signal })),
});

/** The teams of the workspace, by name. */
export const teamsQuery = queryOptions({
  queryKey: ["teams", "list"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/teams", { signal })),
});

/** Who covers for whom, from today on. */
export const coversQuery = queryOptions({
  queryKey: ["teams", "covers"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/covers", { signal })),
});

/** How a member's own behaviours are kept; null where they have set no hours. */
export const memberProgressQuery = (member: string) =>
  queryOptions({
    queryKey: ["teams", "progress", member],
    queryFn: async ({ client, signal }): Promise<ProgressShown | null> => {
      if (!(await hasHours(client, member))) return null;
      return answer(api.GET("/api/v1/progress", { params: { query: { member } }, signal }));
    },
  });

/** What of a member's weeks is promised, and what is room; null where they have set no hours. */
export const memberRoomQuery = (member: string) =>
  queryOptions({
    queryKey: ["teams", "room", member],
    queryFn: async ({ client, signal }): Promise<Weeks | null> => {
      if (!(await hasHours(client, member))) return null;
      return answer(api.GET("/api/v1/plan", { params: { query: { member } }, signal }));
    },
  });

/** Asks for help, under an id of one's own: the same sent twice is stored once. */
export function useAskForHelp() {
  return useMutation({
    mutationFn: ({ id, question }: { id: string; question: string }) =>
      answer(api.PUT("/api/v1/help/{id}", { params: { path: { id } }, body: { question } })),
    meta: { invalidates: [["teams", "help"]] },
  });
}

/** Answers somebody whom one looks after. */
export function useAnswerHelp() {
  return useMutation({
    mutationFn: ({ id, answer: text }: { id: string; answer: string }) =>
      answer(
        api.POST("/api/v1/help/{id}/answer", { params: { path: { id } }, body: { answer: text } }),
      ),
    meta: { invalidates: [["teams", "help"]] },
  });
}

/** Lets somebody see and do another's touches while they are away. */
export function useCover() {
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: Schemas["CoverBody"] }) =>
      answer(api.PUT("/api/v1/covers/{id}", { params: { path: { id } }, body })),
    meta: { invalidates: [["teams", "covers"], ["today"]] },
  });
}

/** Ends a cover. */
export function useEndCover() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/covers/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["teams", "covers"], ["today"]] },
  });
}

/** Makes a team, under an id of one's own. */
export function useMakeTeam() {
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: TeamFacts }) =>
      answer(api.PUT("/api/v1/teams/{id}", { params: { path: { id } }, body })),
    meta: { invalidates: [["teams"]] },
  });
}

/** Changes a team as it is now. */
export function useChangeTeam() {
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: TeamFacts }) => {
      const path = { id };
      const { etag } = await answerWithTag(api.GET("/api/v1/teams/{id}", { params: { path } }));
      return answer(
        api.PATCH("/api/v1/teams/{id}", { params: { path, header: ifMatch(etag) }, body }),
      );
    },
    meta: { invalidates: [["teams"]] },
  });
}

/** Removes a team; its members stay. */
export function useRemoveTeam() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/teams/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["teams"]] },
  });
}
