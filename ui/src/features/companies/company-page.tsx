import { Anchor, Button, Group, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { STANDING_WORDS } from "@/features/people/public/words";
import { dayAndTime } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { outcomeWord } from "@/shared/words/contact";
import styles from "./companies.module.css";
import { CompanyForm } from "./company-form";
import { type Colleague, type Company, colleaguesQuery, companyQuery, useGoOn } from "./queries";

type CompanyPageProps = { id: string };

/** A company and the people in it. */
export function CompanyPage({ id }: CompanyPageProps) {
  const [isEditing, setEditing] = useState(false);
  return (
    <FourStates query={useQuery(companyQuery(id))} skeleton={<Skeleton height={320} />}>
      {(seen) => (
        <article className={styles.page}>
          <header className={styles.heading}>
            <div>
              <Title order={1} dir="auto" className={styles.name ?? ""}>
                {seen.company.name}
              </Title>
              <Facts company={seen.company} />
            </div>
            <Button variant="default" onClick={() => setEditing(true)}>
              {m.companies_edit()}
            </Button>
          </header>
          <Held company={seen.company} />
          <People id={id} />
          {isEditing && <CompanyForm seen={seen} onClose={() => setEditing(false)} />}
        </article>
      )}
    </FourStates>
  );
}

type CompanyProps = { company: Company };

function Facts({ company }: CompanyProps) {
  const { website, industry, country } = company;
  const link = /^https?:\/\//i.test(website) ? website : `https://${website}`;
  return (
    <Text c="dimmed" component="div">
      <Group gap="xs">
        {[industry, country].filter(Boolean).join(", ")}
        {website !== "" && (
          <Anchor href={link} target="_blank" rel="noreferrer">
            {website.replace(/^https?:\/\/(www\.)?/, "")}
          </Anchor>
        )}
      </Group>
    </Text>
  );
}

/** Says why the people of a company wait, and lets them go on. */
function Held({ company }: CompanyProps) {
  const { zone } = useMe();
  const goOn = useGoOn();
  const { held } = company;
  if (!held) return null;
  const { person, at } = held;
  const release = (id: string) =>
    sayWhatCame(goOn.mutateAsync(id), ({ go_on }) =>
      showMessage(m.companies_gone_on({ n: go_on })),
    );
  return (
    <section className={styles.wait} aria-label={m.companies_held_title()}>
      <div>
        <Text fw={600} className={styles.why ?? ""}>
          {m.companies_held_title()}
        </Text>
        <Text>
          {outcomeWord(held.why)}
          {at && `, ${dayAndTime(at, zone)}`}
        </Text>
      </div>
      {person && (
        <Button loading={goOn.isPending} onClick={() => release(person)}>
          {m.companies_go_on()}
        </Button>
      )}
    </section>
  );
}

const STANDINGS = ["prospect", "lead", "in_nurture", "client", "former_client", "other"] as const;

type PeopleProps = { id: string };

function People({ id }: PeopleProps) {
  return (
    <FourStates
      query={useQuery(colleaguesQuery(id))}
      skeleton={<RowsSkeleton rows={5} height={44} />}
      isEmpty={(people) => people.length === 0}
      empty={<Text c="dimmed">{m.companies_nobody()}</Text>}
    >
      {(people) => (
        <>
          {STANDINGS.map((standing) => (
            <Colleagues
              key={standing}
              standing={standing}
              people={people.filter((person) => person.standing === standing)}
            />
          ))}
          <div>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/people" search={{ company: id }} {...props} />}
            >
              {m.companies_in_list()}
            </Button>
          </div>
        </>
      )}
    </FourStates>
  );
}

/** More than so many are better looked at in the list of people. */
const SHOWN = 100;

type ColleaguesProps = { standing: (typeof STANDINGS)[number]; people: readonly Colleague[] };

function Colleagues({ standing, people }: ColleaguesProps) {
  if (people.length === 0) return null;
  return (
    <Card title={m.companies_group({ standing: STANDING_WORDS[standing](), n: people.length })}>
      <ul className={styles.people}>
        {people.slice(0, SHOWN).map((person) => (
          <li key={person.id}>
            <Link to="/people/$id" params={{ id: person.id }} dir="auto">
              {person.name}
            </Link>
            <span dir="auto">{person.job_title}</span>
          </li>
        ))}
      </ul>
      {people.length > SHOWN && (
        <Text c="dimmed">{m.people_and_more({ n: people.length - SHOWN })}</Text>
      )}
    </Card>
  );
}
