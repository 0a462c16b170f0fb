import { queryOptions, useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";

export type Leave = components["schemas"]["Leave"];
export type Busy = components["schemas"]["Busy"];
export type Preview = components["schemas"]["BusyPreview"];
type BusyBody = components["schemas"]["BusyBody"];
type PlaceBody = components["schemas"]["PlaceBody"];

const CALENDAR = ["calendar"];
/** Whatever of the calendar changes, the plan is another, and with it the day and what is asked of a recipe. */
const meta = {
  invalidates: [CALENDAR, ["plan"], ["today"], ["consistency"], ["recipes", "check"]],
};

/** Prospecting hours: of the week, and of single days; one's own, or those of a member. */
export const hoursOfQuery = (member?: string) =>
  queryOptions({
    queryKey: [...CALENDAR, "hours", ...(member === undefined ? [] : [member])],
    queryFn: ({ signal }) => {
      const query = member === undefined ? {} : { member };
      return answer(api.GET("/api/v1/calendar/hours", { params: { query }, signal }));
    },
  });
export const hoursQuery = hoursOfQuery();

/** Days off ahead. */
export const leaveQuery = queryOptions({
  queryKey: [...CALENDAR, "leave"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/leave", { signal })),
});

/** Days ahead that were lost, wholly or in part. */
export const lostQuery = queryOptions({
  queryKey: [...CALENDAR, "lost"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/lost", { signal })),
});

/** Time ahead that is taken. */
export const busyQuery = queryOptions({
  queryKey: [...CALENDAR, "busy"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/busy", { signal })),
});

/** The holidays of a year. */
export const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: [...CALENDAR, "holidays", year],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/calendar/holidays", { params: { query: { year } }, signal })),
  });

/** The holiday calendars that are known. */
export const countriesQuery = queryOptions({
  queryKey: [...CALENDAR, "countries"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/countries", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Sets the hours of the whole week. */
export function useSetHours() {
  return useMutation({
    mutationFn: (hours: string) => answer(api.PUT("/api/v1/calendar/hours", { body: { hours } })),
    meta,
  });
}

/** Gives one day hours of its own, or those of its weekday again when told none. */
export function useSetDayHours(day: Day) {
  const params = { path: { day } };
  return useMutation({
    mutationFn: async (hours: string | undefined) => {
      if (hours === undefined)
        await answer(api.DELETE("/api/v1/calendar/days/{day}/hours", { params }));
      else await answer(api.PUT("/api/v1/calendar/days/{day}/hours", { params, body: { hours } }));
    },
    meta,
  });
}

/** What of a day is lost: all of it, so many minutes, or none of it any more. */
export type Lost = "whole" | "none" | number;

/** Says how much of a day is lost. */
export function useSetLost(day: Day) {
  const params = { path: { day } };
  return useMutation({
    mutationFn: async (lost: Lost) => {
      if (lost === "none") await answer(api.DELETE("/api/v1/calendar/days/{day}/lost", { params }));
      else {
        const body = lost === "whole" ? {} : { minutes: lost };
        await answer(api.PUT("/api/v1/calendar/days/{day}/lost", { params, body }));
      }
    },
    meta,
  });
}

/** Makes a day a holiday of one's own, or takes that back when told no name. */
export function useSetHoliday() {
  return useMutation({
    mutationFn: async ({ day, name }: { day: Day; name: string | undefined }) => {
      const params = { path: { day } };
      if (name === undefined)
        await answer(api.DELETE("/api/v1/calendar/days/{day}/holiday", { params }));
      else await answer(api.PUT("/api/v1/calendar/days/{day}/holiday", { params, body: { name } }));
    },
    meta,
  });
}

/** Takes days off. */
export function useTakeLeave() {
  return useMutation({
    mutationFn: (body: { from: Day; to: Day }) =>
      answer(api.POST("/api/v1/calendar/leave", { body })),
    meta,
  });
}

/** Takes leave back. */
export function useDropLeave() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/calendar/leave/{id}", { params: { path: { id } } })),
    meta,
  });
}

/** Says that time is taken. */
export function useAddBusy() {
  return useMutation({
    mutationFn: (body: BusyBody) => answer(api.POST("/api/v1/calendar/busy", { body })),
    meta,
  });
}

/** Says that time is free again. */
export function useDropBusy() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/calendar/busy/{id}", { params: { path: { id } } })),
    meta,
  });
}

/** What a calendar file would take, before it counts: nothing is stored. */
export function usePreviewFile() {
  return useMutation({
    mutationFn: (file: File) =>
      answer(api.POST("/api/v1/calendar/file/preview", icsOf(nameOf(file), file))),
  });
}

/** Reads a calendar file as time that is taken; what an earlier one of the same name brought is replaced. */
export function useTakeFile() {
  return useMutation({
    mutationFn: (file: File) => answer(api.PUT("/api/v1/calendar/file", icsOf(nameOf(file), file))),
    meta,
  });
}

const EMPTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Touchstone//EN\r\nEND:VCALENDAR\r\n";

/** Takes a file back that replaced none: one of its name without any event takes its place. */
export function useDropFile() {
  return useMutation({
    mutationFn: (calendar: string) =>
      answer(api.PUT("/api/v1/calendar/file", icsOf(calendar, new Blob([EMPTY])))),
    meta,
  });
}

/** A calendar goes by the name of its file. */
function nameOf(file: File): string {
  return file.name.replace(/\.ics$/i, "");
}

function icsOf(name: string, file: Blob) {
  return {
    params: { query: { name } },
    headers: { "content-type": "text/calendar" },
    body: "",
    bodySerializer: () => file,
  };
}

/** One's hours, agreed times and meetings as a calendar file. */
export function exportedCalendar(): Promise<string> {
  return answer(api.GET("/api/v1/calendar/export.ics", { parseAs: "text" }));
}

/** The links that lead to one's calendar. */
export const feedsQuery = queryOptions({
  queryKey: [...CALENDAR, "feeds"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/calendar/feeds", { signal })),
});

/** Makes a link that leads to one's calendar; its end is told this once. */
export function useMakeFeed() {
  return useMutation({
    mutationFn: async () => {
      const { path } = await answer(api.POST("/api/v1/calendar/feeds"));
      return `${globalThis.location.origin}/api/v1${path}`;
    },
    meta: { invalidates: [[...CALENDAR, "feeds"]] },
  });
}

/** Ends a link, at once. */
export function useEndFeed() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/calendar/feeds/{id}", { params: { path: { id } } })),
    meta: { invalidates: [[...CALENDAR, "feeds"]] },
  });
}

/** Says where one works: time zone and holiday calendar. */
export function useSetPlace() {
  return useMutation({
    mutationFn: (body: PlaceBody) => answer(api.PUT("/api/v1/place", { body })),
    meta: { invalidates: [CALENDAR, ["plan"], ["today"], ["session"]] },
  });
}
