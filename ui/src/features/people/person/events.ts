import type { components } from "@/shared/api/schema.gen";
import type { Timeline } from "../queries";

type Schemas = components["schemas"];

/** One thing that happened with a person. */
export type Happening =
  | { kind: "activity"; id: string; at: string; activity: Schemas["TimelineActivity"] }
  | { kind: "change"; id: string; at: string; change: Schemas["TimelineChange"] }
  | { kind: "meeting"; id: string; at: string; meeting: Schemas["MeetingShown"] }
  | { kind: "start" | "end"; id: string; at: string; enrollment: Schemas["TimelineEnrollment"] };

/** Everything that happened with a person, newest first. Days without a time count from their beginning. */
export function happenings(
  { activities, changes, enrollments, meetings }: Timeline,
  now: string,
): Happening[] {
  const all: Happening[] = [
    ...activities.map((activity) => ({
      kind: "activity" as const,
      id: activity.id,
      at: activity.at,
      activity,
    })),
    ...changes.map((change) => ({
      kind: "change" as const,
      id: `${change.enrollment} ${change.at} ${change.action}`,
      at: change.at,
      change,
    })),
    ...meetings.flatMap((meeting) =>
      meeting.starts && (meeting.state !== "set" || meeting.starts < now)
        ? [{ kind: "meeting" as const, id: meeting.id, at: meeting.starts, meeting }]
        : [],
    ),
    ...enrollments.flatMap((enrollment): Happening[] => {
      const { id, started, ended } = enrollment;
      const start: Happening = { kind: "start", id: `${id} start`, at: started, enrollment };
      return ended ? [start, { kind: "end", id: `${id} end`, at: ended, enrollment }] : [start];
    }),
  ];
  return all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
