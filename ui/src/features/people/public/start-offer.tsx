import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { countsQuery, type PeopleCounts, startsOfQuery } from "../queries";
import { offerText } from "./lacks";
import { SortLink } from "./sort-link";

const ChooseDialog = lazy(async () => ({
  default: (await import("../forms/choose-dialog")).ChooseDialog,
}));

type StartOfferProps = { import: string };

/** How many of those an import brought can start today, how many lack what; choosing them, and sorting those one knows. */
export function StartOffer({ import: brought }: StartOfferProps) {
  const filters = { import: brought };
  return (
    <FourStates query={useQuery(countsQuery(filters))} skeleton={<Loading height={84} />}>
      {({ startable }) => (
        <Stack gap="xs">
          <CanStart startable={startable} brought={brought} />
        </Stack>
      )}
    </FourStates>
  );
}

type CanStartProps = { startable: PeopleCounts["startable"]; brought: string };

function CanStart({ startable, brought }: CanStartProps) {
  const { cadence, ready } = startable;
  const [isChoosing, setChoosing] = useState(false);
  const query = useQuery({ ...startsOfQuery({ import: brought }, cadence), enabled: ready > 0 });
  const starts = query.data?.starts ?? [];
  if (ready > 0 && query.data === undefined && query.error === null)
    return <Skeleton height={84} />;
  return (
    <>
      <Text>
        {[
          ready > 0 && query.data != null
            ? m.people_offer_today({ n: starts.length, shown: whole(starts.length), cadence })
            : "",
          query.error === null ? "" : problemText(query.error),
          offerText(startable),
        ]
          .filter(Boolean)
          .join(" ")}
      </Text>
      <Group gap="sm">
        {starts.length > 0 && (
          <Button onClick={() => setChoosing(true)}>
            {m.people_choose_n({ n: starts.length })}
          </Button>
        )}
        {ready > 0 && starts.length === 0 && (
          <PlaceLink to="/plan" button="default">
            {query.data === null ? m.people_to_hours() : m.people_to_plan()}
          </PlaceLink>
        )}
        {startable.lacking.some(({ people }) => people > 0) && (
          <PlaceLink to={`/people?import=${brought}&view=needs_number`} button="default">
            {m.people_find_missing()}
          </PlaceLink>
        )}
        <SortLink button="default" />
      </Group>
      <Suspense fallback={<DialogComing />}>
        {isChoosing && (
          <ChooseDialog cadence={cadence} starts={starts} onClose={() => setChoosing(false)} />
        )}
      </Suspense>
    </>
  );
}
