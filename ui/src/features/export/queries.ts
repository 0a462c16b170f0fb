import { answer, api } from "@/shared/api/client";

/** The forms in which people are written. */
export const PEOPLE_FORMS = ["csv", "hubspot", "salesforce", "pipedrive"] as const;
export type PeopleForm = (typeof PEOPLE_FORMS)[number];

/** All people as a table. */
export function exportedPeople(as: PeopleForm): Promise<string> {
  return answer(api.GET("/api/v1/export/people", { params: { query: { as } }, parseAs: "text" }));
}

/** One's own activities as a table. */
export function exportedActivities(): Promise<string> {
  return answer(api.GET("/api/v1/export/activities", { parseAs: "text" }));
}
