import { Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { CadencesTable } from "./cadences-table";
import { cadencesQuery } from "./public/cadences";
import { finishRateQuery } from "./queries";
import { Retired } from "./retired";

const ROW = 52;

/** The cadences of the workspace, and how many of those started get their whole cadence. */
export function CadencesPage() {
  const query = useQuery(cadencesQuery);
  const add = <LinkButton to="/cadences/new">{m.cadences_add()}</LinkButton>;
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{m.screen_cadences()}</Title>
          <FinishRate />
        </div>
        {add}
      </Group>
      <FourStates
        query={query}
        skeleton={<RowsSkeleton rows={4} height={ROW} />}
        isEmpty={({ cadences }) => cadences.length === 0}
        empty={
          <Empty title={m.cadences_none()} text={m.cadences_none_text()}>
            {add}
          </Empty>
        }
      >
        {({ cadences }) => (
          <>
            <CadencesTable cadences={cadences.filter((it) => !it.is_retired)} />
            <Retired cadences={cadences.filter((it) => it.is_retired)} />
          </>
        )}
      </FourStates>
    </Stack>
  );
}

function FinishRate() {
  const { data } = useQuery(finishRateQuery);
  if (data === undefined) return <Text c="dimmed">{m.cadences_lead()}</Text>;
  const { finished, of, open } = data;
  return (
    <Text c="dimmed">
      {of === 0
        ? m.cadences_finish_none({ open })
        : m.cadences_finish({ finished: whole(finished), of: whole(of), open: whole(open) })}
    </Text>
  );
}
