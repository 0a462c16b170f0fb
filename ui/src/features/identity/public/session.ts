import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { Unreachable } from "@/shared/api/problem";
import type { components } from "@/shared/api/schema.gen";

/** Who is signed in. */
export type Me = components["schemas"]["Me"];

const KEPT = "touchstone.me";

/** Who is signed in; who it was when the server was last reached, where it is not. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Me> => {
    try {
      return keepMe(await answer(api.GET("/api/v1/session", { signal })));
    } catch (error) {
      const kept = keptMe();
      if (error instanceof Unreachable && kept !== undefined) return kept;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Who is signed in, on every screen inside the frame. */
export function useMe(): Me {
  return useSuspenseQuery(sessionQuery).data;
}

/** Who was signed in here last, so that the page opens before the server has answered, and without it. */
export function keptMe(): Me | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isMe(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers who is signed in. */
export function keepMe(me: Me): Me {
  localStorage.setItem(KEPT, JSON.stringify(me));
  return me;
}

/** Forgets who was signed in. */
export function forgetMe(): void {
  localStorage.removeItem(KEPT);
}

function isMe(kept: unknown): kept is Me {
  const texts = ["member", "name", "role", "zone", "workspace"];
  return (
    typeof kept === "object" &&
    kept !== null &&
    texts.every((key) => typeof Reflect.get(kept, key) === "string")
  );
}
