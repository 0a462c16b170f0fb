import { Anchor } from "@mantine/core";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { Facts } from "@/shared/layout/facts";
import { m } from "@/shared/messages/gen/messages";
import { useReadableNumbers } from "@/shared/phones/readable";
import type { Person } from "../queries";
import { emailOf, phoneOf, safeLink, shownNumber } from "../ways";
import styles from "./sort.module.css";

type SortCardProps = { person: Person };

/** Who it is, as much as helps to remember them. */
export function SortCard({ person }: SortCardProps) {
  const today = dayIn(useMe().zone);
  const readable = useReadableNumbers();
  const phone = phoneOf(person);
  const [profile] = person.profiles;
  const facts: [string, string][] = [
    [m.sort_connected(), person.connected_on ? shortDay(person.connected_on, today) : ""],
    [m.people_column_email(), emailOf(person) ?? ""],
    [m.people_column_phone(), phone === undefined ? "" : shownNumber(phone, readable)],
    [m.people_column_country(), person.country],
    [m.people_column_tags(), person.tags.join(", ")],
    [m.people_note(), person.note],
  ];
  return (
    <section className={styles.card} aria-label={m.sort_who()}>
      <div aria-live="polite" aria-atomic="true">
        <h2 className={styles.name} dir="auto">
          {person.name}
        </h2>
        <p className={styles.work} dir="auto">
          {[person.job_title, person.company].filter(Boolean).join(", ")}
        </p>
      </div>
      <Facts facts={facts.filter(([, text]) => text !== "")} />
      {profile !== undefined && (
        <Anchor href={safeLink(profile)} target="_blank" rel="noreferrer" underline="always">
          {m.people_profile()}
        </Anchor>
      )}
    </section>
  );
}
