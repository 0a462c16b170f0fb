import { m } from "@/shared/messages/gen/messages";
import { fitWord, standingWord } from "../public/words";
import type { Person } from "../queries";
import type { Column } from "../search";

const WORDS: Record<Column, () => string> = {
  job_title: m.people_column_job_title,
  company: m.people_column_company,
  standing: m.people_column_standing,
  fit: m.people_column_fit,
  phone: m.people_column_phone,
  email: m.people_column_email,
  tags: m.people_column_tags,
  reason: m.people_column_reason,
  country: m.people_column_country,
  owner: m.people_column_owner,
};

/** How wide a column is, as a track of the grid. */
export const WIDTHS: Record<Column, string> = {
  job_title: "minmax(120px, 1.2fr)",
  company: "minmax(120px, 1.2fr)",
  standing: "112px",
  fit: "92px",
  phone: "152px",
  email: "minmax(160px, 1.3fr)",
  tags: "minmax(100px, 1fr)",
  reason: "minmax(160px, 1.6fr)",
  country: "76px",
  owner: "minmax(90px, 0.8fr)",
};

/** What can be changed where it stands. */
export type Editable = Extract<
  Column,
  "job_title" | "company" | "standing" | "fit" | "tags" | "owner"
>;
const EDITABLE: readonly Column[] = ["job_title", "company", "standing", "fit", "tags", "owner"];

export function isEditable(column: Column): column is Editable {
  return EDITABLE.includes(column);
}

/** The heading of a column. */
export function columnWord(column: Column): string {
  return WORDS[column]();
}

/** What stands in a cell. */
export function cellText(person: Person, column: Column): string {
  switch (column) {
    case "standing":
      return standingWord(person.standing);
    case "fit":
      return person.fit === "unknown" ? "" : fitWord(person.fit);
    case "phone":
      return person.phones[0]?.text ?? "";
    case "email":
      return person.emails[0]?.text ?? "";
    case "tags":
      return person.tags.join(", ");
    case "reason":
      return person.reasons[0] ?? "";
    default:
      return person[column];
  }
}
