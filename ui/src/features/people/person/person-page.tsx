import { Anchor, Badge, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { standingWord } from "../public/words";
import { type Person, personQuery, timelineQuery } from "../queries";
import { Deeds } from "./deeds";
import { type Dialog, PersonDialog } from "./dialogs";
import { Facts } from "./facts";
import { Happened } from "./happened";
import { HourStrip } from "./hour-strip";
import { NextSteps } from "./next-steps";
import styles from "./person.module.css";
import { Reasons } from "./reasons";

type PersonPageProps = { id: string };

/** All that is known of a person, and the next step. */
export function PersonPage({ id }: PersonPageProps) {
  return (
    <FourStates
      query={useQuery(personQuery(id))}
      screen={m.people_person()}
      skeleton={<Loading height={480} />}
    >
      {({ person }) => <FullPerson person={person} />}
    </FourStates>
  );
}

type FullPersonProps = { person: Person };

function FullPerson({ person }: FullPersonProps) {
  const [dialog, setDialog] = useState<Dialog>();
  const timeline = useQuery(timelineQuery(person.id));
  return (
    <article className={styles.person}>
      <PersonHeading person={person} level={1} />
      <Deeds person={person} timeline={timeline.data} onDialog={setDialog} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <FourStates query={timeline} skeleton={<Loading height={140} />}>
            {(data) => (
              <NextSteps timeline={data} standing={person.standing} onDialog={setDialog} />
            )}
          </FourStates>
          <Reasons id={person.id} onDialog={setDialog} />
          {timeline.data && <HourStrip person={person} timeline={timeline.data} />}
          <Card title={m.people_timeline()}>
            <FourStates query={timeline} skeleton={<RowsSkeleton rows={4} height={56} />}>
              {(data) => <Happened timeline={data} />}
            </FourStates>
          </Card>
        </div>
        <Facts person={person} onDialog={setDialog} />
      </div>
      <PersonDialog
        dialog={dialog}
        person={person}
        timeline={timeline.data}
        onClose={() => setDialog(undefined)}
      />
    </article>
  );
}

type PersonHeadingProps = { person: Person; level: 1 | 2 };

/** Who it is. */
export function PersonHeading({ person, level }: PersonHeadingProps) {
  return (
    <header>
      <Title order={level} dir="auto" className={styles.fullName ?? ""}>
        {[person.prefix, person.name, person.suffix].filter(Boolean).join(" ")}
      </Title>
      <Text c="dimmed" dir="auto" component="div" className={styles.work ?? ""}>
        <Badge variant="light" mr={8} tt="none" size="lg">
          {standingWord(person.standing)}
        </Badge>
        {person.job_title}
        {person.job_title !== "" && person.company !== "" && ", "}
        {person.company_id ? (
          <Anchor
            renderRoot={(props) => (
              <Link to="/companies/$id" params={{ id: person.company_id ?? "" }} {...props} />
            )}
          >
            {person.company}
          </Anchor>
        ) : (
          person.company
        )}
      </Text>
      {person.merged_into && (
        <Text mt={4}>
          {m.people_merged_away()}{" "}
          <Anchor
            renderRoot={(props) => (
              <Link to="/people/$id" params={{ id: person.merged_into ?? "" }} {...props} />
            )}
          >
            {m.people_merged_into()}
          </Anchor>
        </Text>
      )}
    </header>
  );
}
