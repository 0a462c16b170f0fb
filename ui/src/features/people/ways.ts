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

/** Whether nothing forbids this channel, or this number or address on it. */
export function mayUse(person: Person, channel: string, key: string): boolean {
  return !person.suppressed.some(
    (it) => it.channel === channel && (it.key === "" || it.key === key),
  );
}
