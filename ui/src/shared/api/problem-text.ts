import { m } from "@/shared/messages/gen/messages";
import { Problem, Unreachable } from "./problem";

/** What can go wrong on any screen, by the code of the problem. A form adds its own where it knows more. */
const TEXTS: Record<string, () => string> = {
  busy: m.problem_busy,
  too_late: m.problem_busy,
  stopping: m.problem_busy,
  failed: m.problem_failed,
  disk_full: m.problem_disk_full,
  sign_in_first: m.problem_sign_in_first,
  not_allowed: m.problem_not_allowed,
  changed_meanwhile: m.problem_changed_meanwhile,
  too_long: m.problem_too_long,
  no_hours: m.problem_no_hours,
  no_room: m.problem_no_room,
  of_another: m.problem_of_another,
  merged_away: m.problem_merged_away,
};

/** What went wrong, in a sentence for the one who sits before it: by its code, else as the server told it. */
export function problemText(error: unknown, own: Record<string, () => string> = {}): string {
  if (error instanceof Unreachable) return m.problem_unreachable();
  if (!(error instanceof Problem)) return m.problem_failed();
  const text = own[error.code] ?? TEXTS[error.code];
  return text?.() ?? sentence(error.detail);
}

/** The server tells what is wrong without a capital and a full stop. */
function sentence(detail: string): string {
  const end = /[.?!]$/.test(detail) ? "" : ".";
  return `${detail.slice(0, 1).toUpperCase()}${detail.slice(1)}${end}`;
}
