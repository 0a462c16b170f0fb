import { ActionIcon, Anchor, Badge, Group, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { useReadableNumbers } from "@/shared/phones/readable";
import { timeThere } from "@/shared/places/local-time";
import { channelWord } from "@/shared/words/contact";
import { labelWord } from "../public/words";
import type { Person } from "../queries";
import { mayUse, safeLink, shownNumber } from "../ways";
import type { Dialog } from "./dialogs";
import { FitControl } from "./fit-control";
import styles from "./person.module.css";

type FactsProps = { person: Person; onDialog: (dialog: Dialog) => void };

/** What is known of a person. */
export function Facts({ person, onDialog }: FactsProps) {
  const edit = (
    <ActionIcon
      variant="subtle"
      aria-label={m.people_edit()}
      onClick={() => onDialog({ kind: "edit" })}
    >
      <IconPencil size={16} aria-hidden="true" />
    </ActionIcon>
  );
  return (
    <aside className={styles.facts} aria-label={m.people_facts()}>
      <FitControl person={person} />
      <Suppressions person={person} />
      <Card title={m.people_facts()} aside={edit}>
        <dl className={styles.list}>
          <Ways person={person} />
          <Fact label={m.people_time_there()} text={timeThere(person)} />
          <Fact label={m.people_column_country()} text={person.country} />
          <Fact label={m.people_language()} text={person.language} />
          <Fact label={m.people_department()} text={person.department} />
          <Fact label={m.people_industry()} text={person.industry} />
          {person.profiles.map((profile) => (
            <FactOf key={profile} label={m.people_profile()}>
              <Anchor href={safeLink(profile)} target="_blank" rel="noreferrer" dir="auto">
                {profile.replace(/^https?:\/\/(www\.)?/, "")}
              </Anchor>
            </FactOf>
          ))}
          {person.addresses.map((address) => {
            const text = addressText(address);
            // Nothing but the country is told above already.
            if (text === address.country) return null;
            return <Fact key={text} label={m.people_address()} text={text} />;
          })}
          {person.tags.length > 0 && (
            <FactOf label={m.people_column_tags()}>
              <Group gap={4}>
                {person.tags.map((tag) => (
                  <Badge key={tag} variant="default" tt="none" fw={500} size="lg">
                    {tag}
                  </Badge>
                ))}
              </Group>
            </FactOf>
          )}
          <Fact label={m.people_column_owner()} text={person.owner} />
          <Fact label={m.people_lead_source()} text={person.lead_source} />
          <Fact label={m.people_note()} text={person.note} />
          {Object.entries(person.fields).map(([name, value]) => (
            <Fact key={name} label={name} text={String(value)} />
          ))}
        </dl>
      </Card>
    </aside>
  );
}

type PersonProps = { person: Person };

function Ways({ person }: PersonProps) {
  const readable = useReadableNumbers();
  const ways = [
    ...person.phones.map((way) => ({ way, channel: "call", scheme: "tel:" })),
    ...person.emails.map((way) => ({ way, channel: "email", scheme: "mailto:" })),
  ];
  return ways.map(({ way, channel, scheme }) => {
    const text = channel === "call" ? shownNumber(way, readable) : way.text;
    const isFree = !way.bad_why && mayUse(person, channel, way.key);
    const label =
      labelWord(way.label) ||
      (channel === "call" ? m.people_column_phone() : m.people_column_email());
    return (
      <FactOf key={way.id} label={label}>
        {isFree ? (
          <Anchor href={`${scheme}${encodeURI(way.key || way.text)}`}>{text}</Anchor>
        ) : (
          <span className={styles.cannot}>{text}</span>
        )}
        {way.bad_why && (
          <Text size="sm" c="dimmed">
            {m.people_does_not_work({ why: way.bad_why })}
          </Text>
        )}
      </FactOf>
    );
  });
}

function Suppressions({ person }: PersonProps) {
  const today = dayIn(useMe().zone);
  if (person.suppressed.length === 0) return null;
  return (
    <Card title={m.people_suppressions()}>
      <ul className={styles.suppressions}>
        {person.suppressed.map((it) => (
          <li key={`${it.channel} ${it.key}`}>
            <strong className={styles.cannot}>
              {it.key === ""
                ? m.people_no_channel({ channel: channelWord(it.channel) })
                : m.people_no_channel_at({ channel: channelWord(it.channel), key: it.key })}
            </strong>
            <Text size="sm" c="dimmed" dir="auto">
              {[it.why, m.people_since({ day: shortDay(it.on, today) })].filter(Boolean).join(", ")}
            </Text>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type FactProps = { label: string; text: string | undefined };

function Fact({ label, text }: FactProps) {
  if (text === undefined || text === "") return null;
  return (
    <FactOf label={label}>
      <span dir="auto">{text}</span>
    </FactOf>
  );
}

type FactOfProps = { label: string; children: ReactNode };

function FactOf({ label, children }: FactOfProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function addressText(address: Person["addresses"][number]): string {
  const { street, number, line2, postcode, city, state, country } = address;
  const lines = [[street, number], [line2], [postcode, city], [state], [country]];
  return lines
    .map((parts) => parts.filter(Boolean).join(" "))
    .filter(Boolean)
    .join(", ");
}
