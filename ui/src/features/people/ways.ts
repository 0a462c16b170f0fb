import type { Readable } from "@/shared/phones/readable";
import type { Person } from "./queries";

type Way = Person["phones"][number];

/** The number to call: the first that works and is not forbidden. */
export function phoneOf(person: Person): Way | undefined {
  return person.phones.find(
    (way) => !way.bad_why && way.label !== "fax" && mayUse(person, "call", way.key),
  );
}

/** The address to write to: the first that works and is not forbidden. */
export function emailOf(person: Person): string | undefined {
  return person.emails.find((way) => !way.bad_why && mayUse(person, "email", way.key))?.text;
}

/** A number as it is shown: by the customs of its country where that is known, else as it was written. */
export function shownNumber({ text, key, extension }: Way, readable: Readable): string {
  if (key === "") return text;
  return extension ? `${readable(key)} x${extension}` : readable(key);
}

const LABELS = ["work", "home", "mobile", "fax", "main", "other"] as const;

/** Where a number or address is used, as it is told again: one that was there keeps it. */
export function labelOf(ways: readonly Way[], text: string): { label?: (typeof LABELS)[number] } {
  const label = ways.find((way) => way.text === text)?.label;
  const known = LABELS.find((it) => it === label);
  return known === undefined ? {} : { label: known };
}

/** Whether nothing forbids this channel, or this number or address on it. */
export function mayUse(person: Person, channel: string, key: string): boolean {
  return !person.suppressed.some(
    (it) => it.channel === channel && (it.key === "" || it.key === key),
  );
}

/** A profile as a link: only a web page is linked to; what is written without its scheme is one. */
export function safeLink(profile: string): string {
  return /^https?:\/\//i.test(profile) ? profile : `https://${profile}`;
}
