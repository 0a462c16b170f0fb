import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";

/** Somebody of the workspace. */
export type Member = components["schemas"]["MemberShown"];
export type Role = components["schemas"]["Role"];

/** Everybody of the workspace, oldest first. */
export const membersQuery = queryOptions({
  queryKey: ["identity", "members"],
  queryFn: async ({ signal }): Promise<Member[]> =>
    (await answer(api.GET("/api/v1/members", { signal }))).members,
});

/** What somebody is to the workspace, as it is called. */
export const ROLES: Record<Role, () => string> = {
  rep: m.identity_role_rep,
  coach: m.identity_role_coach,
  admin: m.identity_role_admin,
};

/** The roles as choices. */
export function roleChoices(): { value: Role; label: string }[] {
  return [
    { value: "rep", label: m.identity_role_rep() },
    { value: "coach", label: m.identity_role_coach() },
    { value: "admin", label: m.identity_role_admin() },
  ];
}
