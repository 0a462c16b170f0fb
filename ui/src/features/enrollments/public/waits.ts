import { m } from "@/shared/messages/gen/messages";
import { outcomeWord } from "@/shared/words/contact";

/** Why touches wait: those of one person, or of all at a company. */
const WAITS: Record<string, () => string> = {
  by_hand: m.enrollments_waits_by_hand,
  needs_number: m.enrollments_waits_needs_number,
  blocked_company: m.enrollments_waits_blocked,
  meeting: m.enrollments_waits_meeting,
  reply: m.enrollments_waits_reply,
  do_not_contact: m.enrollments_waits_do_not_contact,
};

/** Why an enrollment waits, in the language of the page. */
export function waitsWord(why: string): string {
  return WAITS[why]?.() ?? outcomeWord(why);
}
