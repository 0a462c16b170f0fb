import type { Day } from "@/shared/dates/days";
import { m } from "@/shared/messages/gen/messages";
import type { Readable } from "@/shared/phones/readable";
import { fitWord, standingWord } from "../public/words";
import { lastText, nextText, runningText } from "../public/work";
import type { Person } from "../queries";
import type { Column } from "../search";
import { phoneOf, shownNumber } from "../ways";

const WORDS: Record<Column, () => string> = {
  company: m.people_column_company,
  job_title: m.people_column_job_title,
  phone: m.people_column_phone,
  email: m.people_column_email,
  standing: m.people_column_standing,
  running: m.people_column_running,
  next: m.people_column_next,
  fit: m.people_column_fit,
  last: m.people_column_last,
  owner: m.people_column_owner,
  tags: m.people_column_tags,
  reason: m.people_column_reason,
  country: m.people_column_country,
};

/** How wide a column is at least, in pixels, and its share of what is left over. */
const WIDTHS: Record<Column, [least: number, share: number]> = {
  company: [130, 1.2],
  job_title: [130, 1.2],
  phone: [152, 0],
  email: [170, 1.3],
  standing: [104, 0],
  running: [150, 0.8],
  next: [150, 0.8],
  fit: [76, 0],
  last: [150, 0.8],
  owner: [90, 0.8],
  tags: [100, 1],
  reason: [170, 1.6],
  country: [76, 0],
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
  "job_title" | "company" | "phone" | "standing" | "fit" | "tags" | "owner"
>;
const EDITABLE: readonly Column[] = [
  "job_title",
  "company",
  "phone",
  "standing",
  "fit",
  "tags",
  "owner",
];

export function isEditable(column: Column): column is Editable {
  return EDITABLE.includes(column);
}

/** The heading of a column. */
export function columnWord(column: Column): string {
  return WORDS[column]();
}

/** The day and the zone of whoever reads the list, and how numbers are written for them. */
export type Here = { today: Day; zone: string; readable: Readable };

/** What stands in a cell. */
export function cellText(person: Person, column: Column, here: Here): string {
  switch (column) {
    case "running":
      return runningText(person);
    case "next":
      return nextText(person, here);
    case "last":
      return lastText(person, here);
    case "standing":
      return standingWord(person.standing);
    case "fit":
      return person.fit === "unknown" ? "" : fitWord(person.fit);
    case "phone":
      return phoneText(person, here.readable);
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

/** The number to call; one that does not work or is forbidden is none. */
function phoneText(person: Person, readable: Readable): string {
  const phone = phoneOf(person);
  return phone === undefined ? "" : shownNumber(phone, readable);
}
