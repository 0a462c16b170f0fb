import type { Day } from "@/shared/dates/days";
import { dayAndTime, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { Line } from "./queries";

const FIELDS: Record<string, () => string> = {
  channels: m.audit_field_channels,
  country: m.audit_field_country,
  from: m.audit_field_from,
  from_on: m.audit_field_from,
  hours: m.audit_field_hours,
  is_disabled: m.audit_field_is_disabled,
  key: m.audit_field_key,
  minutes: m.audit_field_minutes,
  n: m.audit_field_n,
  name: m.audit_field_name,
  next_step: m.audit_field_next_step,
  number: m.audit_field_number,
  on: m.audit_field_on,
  on_day: m.audit_field_on,
  outcome: m.audit_field_outcome,
  role: m.audit_field_role,
  started_on: m.audit_field_started_on,
  starts_at: m.audit_field_starts_at,
  state: m.audit_field_state,
  text: m.audit_field_text,
  times: m.audit_field_times,
  to: m.audit_field_to,
  to_on: m.audit_field_to,
  value: m.audit_field_value,
  version: m.audit_field_number,
  week: m.audit_field_week,
  why: m.audit_field_why,
  zone: m.audit_field_zone,
};

/** No longer than this: the record is read, not studied. */
const LONGEST = 80;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MADE_OF_PARTS = /^[[{(]/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** What changed, each with what it is now where that is known; a thing of its own is known by its id only, so it is left out. */
export function changesText({ fields, values }: Pick<Line, "fields" | "values">, zone: string) {
  return fields
    .map((field, n) => ({ field, value: values?.[n] }))
    .filter(({ field }) => !field.endsWith("_id"))
    .map(({ field, value }) => {
      const name = FIELDS[field]?.() ?? field;
      const text = valueText(value, zone);
      return text === "" ? name : m.audit_told({ field: name, value: text });
    })
    .join(", ");
}

/** The person that a line is about, where it says. */
export function personOf({ subject, subject_id, fields, values }: Line): string | undefined {
  if (subject === "person") return subject_id ?? undefined;
  const value = values?.[fields.indexOf("person_id")];
  return typeof value === "string" ? value : undefined;
}

function valueText(value: unknown, zone: string): string {
  if (typeof value === "boolean") return value ? m.audit_yes() : m.audit_no();
  if (typeof value === "number") return whole(value);
  if (Array.isArray(value)) return shortened(value.map((it) => valueText(it, zone)).join(", "));
  // What is made of parts says nothing in a line.
  if (typeof value !== "string" || MADE_OF_PARTS.test(value)) return "";
  if (DAY.test(value)) return shortDay(value satisfies Day);
  return INSTANT.test(value) ? dayAndTime(value, zone) : shortened(value);
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
