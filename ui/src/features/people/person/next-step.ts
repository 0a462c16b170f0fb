import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";
import type { Timeline } from "../queries";

type Enrollment = components["schemas"]["TimelineEnrollment"];

/** What comes next with a person, soonest first. */
export type NextStep =
  | { kind: "touch"; enrollment: Enrollment; from: Day; to: Day; agreed: string | undefined }
  | { kind: "loose"; what: components["schemas"]["LooseKind"]; from: Day; to: Day }
  | { kind: "meeting"; id: string; starts: string | undefined; place: string }
  | { kind: "paused"; enrollment: Enrollment };

/** The next steps that a timeline holds. */
export function nextSteps(
  { enrollments, open, meetings }: Timeline,
  dayOf: (at: string) => Day,
): NextStep[] {
  const steps: NextStep[] = [];
  for (const enrollment of enrollments) {
    const { next } = enrollment;
    if (enrollment.state === "active" && next) {
      steps.push({
        kind: "touch",
        enrollment,
        from: next.from,
        to: next.to,
        agreed: next.agreed ?? undefined,
      });
    } else if (enrollment.state === "paused") {
      steps.push({ kind: "paused", enrollment });
    }
  }
  for (const { kind, from, to } of open) steps.push({ kind: "loose", what: kind, from, to });
  for (const { id, state, starts, place } of meetings) {
    if (state === "set") steps.push({ kind: "meeting", id, starts: starts ?? undefined, place });
  }
  return steps.sort((a, b) => (whenOf(a, dayOf) < whenOf(b, dayOf) ? -1 : 1));
}

/** What has no day comes last. */
function whenOf(step: NextStep, dayOf: (at: string) => Day): string {
  if (step.kind === "paused") return "9";
  if (step.kind === "meeting") return step.starts === undefined ? "8" : dayOf(step.starts);
  return step.kind === "touch" && step.agreed !== undefined ? dayOf(step.agreed) : step.from;
}

/** The enrollment that is under way, if there is one. */
export function openEnrollment({ enrollments }: Timeline): Enrollment | undefined {
  return enrollments.find(({ state }) => state === "active" || state === "paused");
}
