import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useMe } from "@/features/identity/public/session";
import { countWord, STANDINGS } from "@/features/people/public/counts";
import { standingWord } from "@/features/people/public/words";
import { lastText, nextText, runningText } from "@/features/people/public/work";
import { dayIn } from "@/shared/dates/days";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import styles from "./companies.module.css";
import { type Colleague, type Company, colleaguesQuery } from "./queries";

/** More than so many are better looked at in the list of people. */
const SHOWN = 100;

type CompanyPeopleProps = { company: Company };

/** Who works at a company: those one is at work with first. */
export function CompanyPeople({ company: { id, standings } }: CompanyPeopleProps) {
  return (
    <Card
      title={m.screen_people()}
      lead={<Counts company={id} standings={standings} />}
      aside={
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => <Link to="/people" search={{ company: id }} {...props} />}
        >
          {m.companies_in_list()}
        </Button>
      }
    >
      <FourStates
        query={useQuery(colleaguesQuery(id))}
        skeleton={<RowsSkeleton rows={5} height={44} />}
        isEmpty={(people) => people.length === 0}
        empty={<Text c="dimmed">{m.companies_nobody()}</Text>}
      >
        {(people) => <Rows people={people} />}
      </FourStates>
    </Card>
  );
}

type CountsProps = { company: string; standings: Company["standings"] };

/** How many there are by standing; each count opens those it counts. */
function Counts({ company, standings }: CountsProps) {
  const some = STANDINGS.filter((standing) => (standings[standing] ?? 0) > 0);
  return some.map((standing, at) => (
    <Fragment key={standing}>
      {at > 0 && " · "}
      <Link to="/people" search={{ company, standing }} className={styles.count}>
        {countWord(standing, standings[standing] ?? 0)}
      </Link>
    </Fragment>
  ));
}

type RowsProps = { people: readonly Colleague[] };

function Rows({ people }: RowsProps) {
  const { zone } = useMe();
  const here = { today: dayIn(zone), zone };
  const shown = people.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  return (
    <>
      <Table
        caption={m.screen_people()}
        headings={[
          m.people_column_name(),
          m.people_column_standing(),
          m.people_column_running(),
          m.people_column_next(),
          m.people_column_last(),
        ]}
        rows={shown.map((person) => ({
          id: person.id,
          cells: [
            <Who key="who" person={person} />,
            standingWord(person.standing),
            runningText(person),
            nextText(person, here),
            lastText(person, here),
          ],
        }))}
      />
      {people.length > SHOWN && (
        <Text c="dimmed">{m.people_and_more({ n: people.length - SHOWN })}</Text>
      )}
    </>
  );
}

type WhoProps = { person: Colleague };

function Who({ person }: WhoProps) {
  return (
    <span className={styles.who}>
      <Link to="/people/$id" params={{ id: person.id }} dir="auto">
        {person.name}
      </Link>
      <span dir="auto">{person.job_title}</span>
    </span>
  );
}

const ORDER = ["prospect", ...STANDINGS.filter((it) => it !== "prospect")];

function rank({ standing }: Colleague): number {
  return ORDER.indexOf(standing);
}
