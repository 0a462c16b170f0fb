import { m } from "@/shared/messages/gen/messages";
import type { Field } from "./queries";

/** What a column may hold, in the order in which it is offered, in the words of a person. */
export const FIELDS: Record<Field, () => string> = {
  full: m.imports_field_full,
  given: m.imports_field_given,
  family: m.imports_field_family,
  company: m.imports_field_company,
  job_title: m.imports_field_job_title,
  department: m.imports_field_department,
  email: m.imports_field_email,
  email_work: m.imports_field_email_work,
  email_home: m.imports_field_email_home,
  phone: m.imports_field_phone,
  phone_mobile: m.imports_field_phone_mobile,
  phone_work: m.imports_field_phone_work,
  phone_main: m.imports_field_phone_main,
  phone_home: m.imports_field_phone_home,
  phone_fax: m.imports_field_phone_fax,
  website: m.imports_field_website,
  profile: m.imports_field_profile,
  street: m.imports_field_street,
  number: m.imports_field_number,
  line2: m.imports_field_line2,
  postcode: m.imports_field_postcode,
  city: m.imports_field_city,
  state: m.imports_field_state,
  country: m.imports_field_country,
  reason: m.imports_field_reason,
  note: m.imports_field_note,
  tags: m.imports_field_tags,
  standing: m.imports_field_standing,
  fit: m.imports_field_fit,
  owner: m.imports_field_owner,
  lead_source: m.imports_field_lead_source,
  source_on: m.imports_field_source_on,
  connected_on: m.imports_field_connected_on,
  industry: m.imports_field_industry,
  language: m.imports_field_language,
  zone: m.imports_field_zone,
  prefix: m.imports_field_prefix,
  middle: m.imports_field_middle,
  suffix: m.imports_field_suffix,
  nickname: m.imports_field_nickname,
  birthday: m.imports_field_birthday,
  birth_year: m.imports_field_birth_year,
  birth_month: m.imports_field_birth_month,
  birth_day: m.imports_field_birth_day,
  do_not_call: m.imports_field_do_not_call,
  do_not_email: m.imports_field_do_not_email,
  do_not_contact: m.imports_field_do_not_contact,
  id: m.imports_field_id,
  label: m.imports_field_label,
  rest: m.imports_field_rest,
  custom: m.imports_field_custom,
  ignore: m.imports_field_ignore,
};

/** Fields that hold whatever their column is about: they are called as the column is. */
const CALLED_AS_COLUMN: readonly string[] = ["custom", "rest"];

/** What a column is called that holds this. */
export function columnName({ header, field }: { header: string; field: string }): string {
  return isField(field) && !CALLED_AS_COLUMN.includes(field) ? FIELDS[field]() : header;
}

/** What says nothing to whoever looks for a person, and stands last where columns are shown. */
const SAYS_NOTHING: readonly string[] = ["id", "owner"];

/** The columns that are shown of a row, each with its place in it: whoever it is first, ids of another program last. */
export function columnsShown<T extends { field: string }>(columns: readonly T[]) {
  const shown = columns.map((column, at) => ({ column, at })).filter(isTaken);
  const last = (it: { column: T }) => (SAYS_NOTHING.includes(it.column.field) ? 1 : 0);
  return shown.toSorted((one, other) => last(one) - last(other));
}

function isTaken({ column }: { column: { field: string } }): boolean {
  return column.field !== "ignore";
}

/** Whether a word of the server names a field. */
export function isField(word: string): word is Field {
  return word in FIELDS;
}
