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

/** How wide a column is at least, in pixels, and its share of what is left over. */
const WIDTHS: Record<Column, [least: number, share: number]> = {
  job_title: [130, 1.2],
  company: [130, 1.2],
  standing: [112, 0],
  fit: [84, 0],
  phone: [152, 0],
  email: [170, 1.3],
  tags: [100, 1],
  reason: [170, 1.6],
  country: [76, 0],
  owner: [90, 0.8],
};

/** The box to select with, and the name. */
const FIRST = "32px minmax(170px, 1.6fr)";
const FIRST_LEAST = 32 + 170;
/** Between two columns, and at both ends of a row. */
const GAP = 12;

/** The columns for which there is room, in their order: the first ones win. All of them while the width is not known. */
export function fitting(columns: readonly Column[], width: number): readonly Column[] {
  if (width === 0) return columns;
  let left = width - FIRST_LEAST - 3 * GAP;
  const kept = columns.filter((column) => {
    left -= WIDTHS[column][0] + GAP;
    return left >= 0;
  });
  return kept.length === columns.length ? columns : kept;
}

/** The tracks of a row. */
export function tracks(columns: readonly Column[]): string {
  const rest = columns.map((column) => {
    const [least, share] = WIDTHS[column];
    return share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`;
  });
  return [FIRST, ...rest].join(" ");
}

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
