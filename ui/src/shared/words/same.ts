import { m } from "@/shared/messages/gen/messages";

/** What speaks for two being one person, by the word of the server. */
const WHYS: Record<string, () => string> = {
  same_row: m.same_row,
  external_id: m.same_external_id,
  profile: m.same_profile,
  email: m.same_email,
  phone: m.same_phone,
  name_company: m.same_name_company,
  postal: m.same_postal,
  email_typo: m.same_email_typo,
};

/** What speaks for two being one person, in words. */
export function sameWord(why: string): string {
  return WHYS[why]?.() ?? why;
}
