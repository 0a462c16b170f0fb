import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, answerWithTag, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
/** A setting with its value, its bound and what it decides. */
export type SettingShown = Schemas["SettingShown"];
export type SettingKey = Schemas["Key"];

/** Every setting of the workspace, with the version that was seen. */
export const settingsQuery = queryOptions({
  queryKey: ["settings", "values"],
  queryFn: ({ signal }) => answerWithTag(api.GET("/api/v1/settings", { signal })),
});

/** The workspace, with the version that was seen. */
export const workspaceQuery = queryOptions({
  queryKey: ["settings", "workspace"],
  queryFn: ({ signal }) => answerWithTag(api.GET("/api/v1/workspace", { signal })),
});

/** The holiday calendars that are known. */
export const countriesQuery = queryOptions({
  queryKey: ["calendar", "countries"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/countries", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What there is of that which a working workspace needs. */
export const setupQuery = queryOptions({
  queryKey: ["settings", "setup"],
  queryFn: async ({ signal }) => {
    const hours = await answer(api.GET("/api/v1/calendar/hours", { signal }));
    return { hasHours: hours.hours !== "off", lacksCountry: hours.lacks_country };
  },
});

/** Changes settings of the workspace. */
export function useSaveSettings() {
  return useMutation({
    mutationFn: ({ etag, key, value }: { etag: string | null; key: SettingKey; value: string }) =>
      answer(
        api.PATCH("/api/v1/settings", {
          params: { header: ifMatch(etag) },
          body: { settings: [{ key, value }] },
        }),
      ),
    meta: { invalidates: [["settings"], ["calendar"], ["plan"], ["today"]] },
  });
}

/** Gives the workspace another name. */
export function useRenameWorkspace() {
  return useMutation({
    mutationFn: ({ etag, name }: { etag: string | null; name: string }) =>
      answer(api.PATCH("/api/v1/workspace", { params: { header: ifMatch(etag) }, body: { name } })),
    meta: { invalidates: [["settings", "workspace"]] },
  });
}

/** Says where somebody works: time zone and holiday calendar. */
export function useSavePlace() {
  return useMutation({
    mutationFn: (body: Schemas["PlaceBody"]) => answer(api.PUT("/api/v1/place", { body })),
    meta: { invalidates: [["session"], ["settings", "setup"], ["calendar"], ["plan"], ["today"]] },
  });
}
