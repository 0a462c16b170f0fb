import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
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
  client.setQueryData(sessionQuery.queryKey, keepMe(me));
}
