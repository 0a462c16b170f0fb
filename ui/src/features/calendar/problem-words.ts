import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/api/problem-text";
import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";

const TEXTS: Record<string, () => string> = {
  backwards: m.calendar_problem_backwards,
  too_far: m.calendar_problem_too_far,
  unreadable_hours: m.calendar_problem_hours,
  done_before: m.calendar_problem_done_before,
  not_working: m.calendar_problem_not_working,
  fewer_minutes: m.calendar_problem_fewer,
};

/** What was refused of the calendar, in the language of the reader; undefined where nothing was. */
export function calendarProblem(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  if (isProblem(error, "calendar_file_refused")) return refusedFile(error.detail);
  return problemText(error, TEXTS);
}

function refusedFile(detail: string): string {
  if (/BEGIN:VCALENDAR is missing/.test(detail)) return m.calendar_refused_no_calendar();
  if (/ is cut off: /.test(detail)) return m.calendar_refused_cut_off();
  return m.calendar_refused_too_large();
}

type IcsProblem = components["schemas"]["BusyProblem"];

const ICS: Record<IcsProblem["code"], (problem: IcsProblem) => string> = {
  line: ({ event }) => m.calendar_ics_line({ line: event }),
  no_start: ({ event }) => m.calendar_ics_no_start({ event }),
  backwards: ({ event }) => m.calendar_ics_backwards({ event }),
  zone: ({ event, zone }) => m.calendar_ics_zone({ event, zone: zone ?? "" }),
  rule: ({ event }) => m.calendar_ics_rule({ event }),
  too_often: ({ event }) => m.calendar_ics_too_often({ event }),
};

/** What of a calendar file was not understood, in the language of the reader. */
export function icsProblem(problem: IcsProblem): string {
  return ICS[problem.code](problem);
}
