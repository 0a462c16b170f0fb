import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/api/problem-text";
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

type Form = [RegExp, (parts: string[]) => string];

const FORMS: Form[] = [
  [/^the line `(.*)` was not/s, ([line]) => m.calendar_ics_line({ line: line ?? "" })],
  [/^`(.*)` has no start/s, ([event]) => m.calendar_ics_no_start({ event: event ?? "" })],
  [/^`(.*)` ends before/s, ([event]) => m.calendar_ics_backwards({ event: event ?? "" })],
  [
    /^`(.*)` names the time zone `(.*)`, which/s,
    ([event, zone]) => m.calendar_ics_zone({ event: event ?? "", zone: zone ?? "" }),
  ],
  [/^`(.*)` repeats by a rule/s, ([event]) => m.calendar_ics_rule({ event: event ?? "" })],
  [/^`(.*)` repeats too often/s, ([event]) => m.calendar_ics_too_often({ event: event ?? "" })],
];

/** What of a calendar file was not understood, in the language of the reader. */
export function icsProblem(told: string): string {
  for (const [form, text] of FORMS) {
    const found = form.exec(told);
    if (found !== null) return text(found.slice(1));
  }
  return m.calendar_ics_other();
}
