import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";

/** What somebody lacks for a touch. */
export type Missing = components["schemas"]["Missing"];

const MISSING: Record<Missing, () => string> = {
  number: m.missing_number,
  good_number: m.missing_good_number,
  allowed_number: m.missing_allowed_number,
  email: m.missing_email,
  good_email: m.missing_good_email,
  allowed_email: m.missing_allowed_email,
  profile: m.missing_profile,
  postal_address: m.missing_postal_address,
  permission: m.missing_permission,
  common_hour: m.missing_common_hour,
};

/** What somebody lacks, in words. */
export function missingWord(missing: Missing): string {
  return MISSING[missing]();
}

/** Whether a word names something that somebody can lack. */
export function isMissing(word: string): word is Missing {
  return word in MISSING;
}
