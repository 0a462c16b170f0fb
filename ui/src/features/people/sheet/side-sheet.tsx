import { Button, CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Keys } from "@/shared/keyboard/keys";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { Deeds } from "../person/deeds";
import { type Dialog, PersonDialog } from "../person/dialogs";
import { Facts } from "../person/facts";
import { Happened } from "../person/happened";
import { NextSteps } from "../person/next-steps";
import { PersonHeading } from "../person/person-page";
import { Reasons } from "../person/reasons";
import { personQuery, timelineQuery } from "../queries";
import styles from "./side-sheet.module.css";

type SideSheetProps = { id: string; onClose: () => void };

/** How much of what happened is shown at the side. */
const LAST = 5;

/** A person beside the list they were opened from; the list keeps the focus and its keys. */
export function SideSheet({ id, onClose }: SideSheetProps) {
  const [dialog, setDialog] = useState<Dialog>();
  const seen = useQuery(personQuery(id));
  const timeline = useQuery(timelineQuery(id));
  return (
    <aside className={styles.sheet} aria-label={m.people_sheet()}>
      <div className={styles.top}>
        <Button
          variant="subtle"
          size="compact-sm"
          rightSection={<Keys command="list.open" />}
          renderRoot={(props) => <Link to="/people/$id" params={{ id }} {...props} />}
        >
          {m.people_open_page()}
        </Button>
        <CloseButton aria-label={m.frame_close()} onClick={onClose} />
      </div>
      <FourStates query={seen} skeleton={<Loading height={400} />}>
        {({ person }) => (
          <div className={styles.content}>
            <PersonHeading person={person} level={2} />
            <Deeds person={person} timeline={timeline.data} onDialog={setDialog} />
            <FourStates query={timeline} skeleton={<Loading height={140} />}>
              {(data) => (
                <NextSteps timeline={data} standing={person.standing} onDialog={setDialog} />
              )}
            </FourStates>
            <Reasons id={id} onDialog={setDialog} />
            <Card title={m.people_timeline()}>
              <FourStates query={timeline} skeleton={<Loading height={80} />}>
                {(data) => <Happened timeline={data} most={LAST} />}
              </FourStates>
            </Card>
            <Facts person={person} onDialog={setDialog} />
            <PersonDialog
              dialog={dialog}
              person={person}
              timeline={timeline.data}
              onClose={() => setDialog(undefined)}
            />
          </div>
        )}
      </FourStates>
    </aside>
  );
}
