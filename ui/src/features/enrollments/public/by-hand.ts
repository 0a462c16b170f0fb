import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";

export type StartAnswer = components["schemas"]["StartAnswer"];
export type Changed = components["schemas"]["Changed"];
type StartBody = components["schemas"]["StartBody"];
type CanStartBody = components["schemas"]["CanStartBody"];

/** What is another once the work with somebody changed. */
const CHANGED = {
  invalidates: [["people"], ["enrollments"], ["companies"], ["today"], ["plan"]],
};

/** Can I start these? Nobody is started. */
export const canStartQuery = (body: CanStartBody) =>
  queryOptions({
    queryKey: ["enrollments", "can_start", body],
    queryFn: ({ signal }) => answer(api.POST("/api/v1/can_start", { body, signal })),
    staleTime: 5_000,
  });

/** Starts those for whom there is room; the others only with a why. */
export function useStart() {
  return useMutation({
    mutationFn: (body: StartBody) => answer(api.POST("/api/v1/enrollments", { body })),
    meta: CHANGED,
  });
}

type Later = { id: string; to: string; why: string };

/** Moves the next touch to a day. */
export function useLater() {
  return useMutation({
    mutationFn: ({ id, to, why }: Later) =>
      answer(
        api.POST("/api/v1/enrollments/{id}/later", {
          params: { path: { id } },
          body: why === "" ? { to } : { to, why },
        }),
      ),
    meta: CHANGED,
  });
}

type WithWhy = { id: string; why: string };

/** Passes over the next touch. */
export function useSkip() {
  return useMutation({
    mutationFn: ({ id, why }: WithWhy) =>
      answer(
        api.POST("/api/v1/enrollments/{id}/skip", { params: { path: { id } }, body: { why } }),
      ),
    meta: CHANGED,
  });
}

/** Ends it. */
export function useStop() {
  return useMutation({
    mutationFn: ({ id, why }: WithWhy) =>
      answer(
        api.POST("/api/v1/enrollments/{id}/stop", { params: { path: { id } }, body: { why } }),
      ),
    meta: CHANGED,
  });
}

/**
 * Takes back what was done to it last by hand, also from a message that outlives the screen; says why where that is no longer
 * possible.
 */
export function useTakeBackByHand(): (id: string) => Promise<void> {
  const takeBack = useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/enrollments/{id}/undo", { params: { path: { id } } })),
    meta: CHANGED,
  });
  return (id) =>
    sayWhatCame(takeBack.mutateAsync(id), () => undefined, {
      later_work: m.enrollments_later_work,
      nothing_to_undo: m.enrollments_later_work,
      no_room: m.enrollments_no_room_again,
      blocked_company: m.enrollments_blocked_company,
    });
}

/** Holds it; its room is free for others. */
export function usePause() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/enrollments/{id}/pause", { params: { path: { id } } })),
    meta: CHANGED,
  });
}

/** Takes it up again: if there is room, or against the plan with a why. */
export function useResume() {
  return useMutation({
    mutationFn: ({ id, why }: { id: string; why?: string }) =>
      answer(
        api.POST("/api/v1/enrollments/{id}/resume", {
          params: { path: { id } },
          body: { override_why: why ?? null },
        }),
      ),
    meta: CHANGED,
  });
}
