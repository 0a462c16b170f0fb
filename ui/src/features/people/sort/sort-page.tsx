import { Button, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { type ToSort, toSortQuery } from "../queries";
import { Answers } from "./answers";
import styles from "./sort.module.css";
import { SortCard } from "./sort-card";
import { Summary } from "./summary";
import { useSorting } from "./use-sorting";

/** Those one knows, one at a time: what they are to one is said with one key each. */
export function SortPage() {
  const query = useQuery(toSortQuery);
  return (
    <div className={styles.page}>
      <FourStates query={query} skeleton={<Loading height={420} />}>
        {(told) => <Sorting told={told} />}
      </FourStates>
    </div>
  );
}

type SortingProps = { told: ToSort };

function Sorting({ told }: SortingProps) {
  const router = useRouter();
  const { sorting, waiting, left, say, undo } = useSorting(told);
  const [isStopped, setStopped] = useState(false);
  const [person] = waiting;
  const hasSaid = sorting.said.length > 0;
  const stop = () => (hasSaid ? setStopped(true) : router.history.push("/people"));
  const canSay = person !== undefined && !isStopped;
  useCommands({
    "sort.fits": canSay ? () => say("fits") : undefined,
    "sort.introduce": canSay ? () => say("introduce") : undefined,
    "sort.keep": canSay ? () => say("keep") : undefined,
    "sort.neither": canSay ? () => say("neither") : undefined,
    "sort.undo":
      undo &&
      (() => {
        undo();
        setStopped(false);
      }),
    "sort.stop": canSay ? stop : undefined,
  });
  if (left <= 0 && !hasSaid) return <NobodyWaits />;
  if (left <= 0 || isStopped) {
    return (
      <Summary
        sorting={sorting}
        left={left}
        onUndo={undo}
        onGoOn={left > 0 ? () => setStopped(false) : undefined}
      />
    );
  }
  return (
    <>
      <header className={styles.heading}>
        <div>
          <Title order={1}>{m.screen_sort()}</Title>
          <Text c="dimmed">{m.sort_left({ n: left, shown: whole(left) })}</Text>
        </div>
        <div className={styles.deeds}>
          <Button
            variant="default"
            disabled={undo === undefined}
            rightSection={<Keys command="sort.undo" />}
            onClick={undo}
          >
            {m.keyboard_undo()}
          </Button>
          <Button variant="default" rightSection={<Keys command="sort.stop" />} onClick={stop}>
            {m.keyboard_sort_stop()}
          </Button>
        </div>
      </header>
      {person === undefined ? (
        <Skeleton height={260} aria-label={m.sort_more_coming()} role="status" />
      ) : (
        <SortCard person={person} />
      )}
      <Answers onSay={say} isOff={person === undefined} />
    </>
  );
}

function NobodyWaits() {
  return (
    <>
      <Title order={1}>{m.screen_sort()}</Title>
      <Empty title={m.sort_empty()} text={m.sort_empty_text()}>
        <PlaceLink to="/import" button="filled">
          {m.people_import_list()}
        </PlaceLink>
        <PlaceLink to="/people" button="default">
          {m.screen_people()}
        </PlaceLink>
      </Empty>
    </>
  );
}
