import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, answerWithTag, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { tellTabs } from "@/shared/api/tabs";
import { keepMe, type Me, sessionQuery } from "./public/session";

/** What somebody signs in with. */
type SignIn = components["schemas"]["SignIn"];
/** What somebody says of themselves who comes in by a link. */
type Acceptance = components["schemas"]["AcceptanceBody"];

/** Signs in with address and password. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => answer(api.POST("/api/v1/session", { body })),
    onSuccess: (me) => welcome(client, me),
  });
}

/** Comes in by a link. */
export function useAcceptance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Acceptance) => answer(api.POST("/api/v1/account", { body })),
    onSuccess: (me) => welcome(client, me),
  });
}

function welcome(client: QueryClient, me: Me): void {
  tellTabs({ kind: "signed_in", member: me.member });
  client.setQueryData(sessionQuery.queryKey, keepMe(me));
}

/** Changes the password; every other browser is signed out. */
export function useNewPassword() {
  return useMutation({
    mutationFn: (body: components["schemas"]["NewPassword"]) =>
      answer(api.PUT("/api/v1/account/password", { body })),
    meta: { invalidates: [["identity", "sessions"]] },
  });
}

/** The browsers in which one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ["identity", "sessions"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/sessions", { signal })),
});

/** Signs out one of one's browsers. */
export function useEndSession() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["identity", "sessions"]] },
  });
}

/** One member, with the version that was seen. */
export const memberQuery = (id: string) =>
  queryOptions({
    queryKey: ["identity", "member", id],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET("/api/v1/members/{id}", { params: { path: { id } }, signal })),
  });

type MemberChange = { id: string; body: components["schemas"]["MemberBody"] };

/** Changes a member as they are now. */
export function useChangeMember() {
  return useMutation({
    mutationFn: async ({ id, body }: MemberChange) => {
      const path = { id };
      const { etag } = await answerWithTag(api.GET("/api/v1/members/{id}", { params: { path } }));
      return answer(
        api.PATCH("/api/v1/members/{id}", { params: { path, header: ifMatch(etag) }, body }),
      );
    },
    meta: { invalidates: [["identity"], ["session"]] },
  });
}

/** The invitations that still let somebody in. */
export const invitationsQuery = queryOptions({
  queryKey: ["identity", "invitations"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/invitations", { signal })),
});

/** Lets somebody in: the answer holds the end of a link, which is told this once. */
export function useInvite() {
  return useMutation({
    mutationFn: (body: components["schemas"]["InvitationBody"]) =>
      answer(api.POST("/api/v1/invitations", { body })),
    meta: { invalidates: [["identity", "invitations"]] },
  });
}

/** Takes an invitation back. */
export function useTakeBackInvitation() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/invitations/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["identity", "invitations"]] },
  });
}
