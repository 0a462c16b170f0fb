import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";
import { isMissing, type Missing, missingWord } from "@/shared/words/missing";

type NotStartable = components["schemas"]["NotStartable"];

/** Why somebody may not be started at all, by what the server calls it. */
const REFUSED: Record<string, () => string> = {
  "is started already": m.enrollments_cannot_enrolled,
  "is in conversation: a meeting is set or a touch is open": m.enrollments_cannot_conversation,
  "the follow-up of a referral is open": m.enrollments_cannot_follow_up,
  "forbade every channel": m.enrollments_cannot_forbidden,
  "does not fit": m.enrollments_cannot_no_fit,
  "is a client": m.enrollments_cannot_client,
  "is in nurture until later": m.enrollments_cannot_nurture,
  "was sorted out": m.enrollments_cannot_sorted_out,
  "was on a cadence before": m.enrollments_cannot_enrolled_before,
  "works at a company that is blocked": m.enrollments_cannot_blocked,
  "another rep works this person or company": m.enrollments_cannot_other_rep,
};

const REPAIRS: Record<Missing, () => string> = {
  number: m.enrollments_repair_number,
  good_number: m.enrollments_repair_good_number,
  allowed_number: m.enrollments_repair_allowed_number,
  email: m.enrollments_repair_email,
  good_email: m.enrollments_repair_good_email,
  allowed_email: m.enrollments_repair_allowed_email,
  profile: m.enrollments_repair_profile,
  postal_address: m.enrollments_repair_postal_address,
  permission: m.enrollments_repair_permission,
  common_hour: m.enrollments_repair_common_hour,
};

/** Why somebody cannot be started, in the language of the page; as the server told it where that is not known here. */
export function whyNotAble({ missing, step, told, worked_by: rep }: NotStartable): string {
  if (rep != null) return m.enrollments_cannot_worked_by({ rep });
  if (isMissing(missing)) {
    return m.enrollments_cannot_step({ step: String(step), missing: missingWord(missing) });
  }
  return REFUSED[missing]?.() ?? told;
}

/** What those lack who could be started with it, how many of them, and what would help. */
export function lacksOf(people: readonly NotStartable[]): string[] {
  const counts = new Map<Missing, number>();
  for (const { missing } of people) {
    if (isMissing(missing)) counts.set(missing, (counts.get(missing) ?? 0) + 1);
  }
  return [...counts].map(([missing, n]) =>
    m.enrollments_lack({ n: String(n), missing: missingWord(missing), repair: REPAIRS[missing]() }),
  );
}
