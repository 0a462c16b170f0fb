import { Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { addDays, dayIn } from "@/shared/dates/days";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { DoctrineChange } from "../doctrine-change";
import { type DoctrineShown, doctrinesQuery, readingQuery } from "../queries";
import { Reading } from "../reading";
import { sentenceOf } from "../words";

/** How many days back a reading may go. */
const SPANS = [7, 28, 91] as const;

/** What the work of the last days is under a doctrine. */
export function ReadingPanel() {
  const doctrines = useQuery(doctrinesQuery);
  return (
    <FourStates query={doctrines} skeleton={<Loading height={420} radius="lg" />}>
      {(data) => <Read doctrines={data.doctrines} />}
    </FourStates>
  );
}

type ReadProps = { doctrines: DoctrineShown[] };

function Read({ doctrines }: ReadProps) {
  const { zone, role } = useMe();
  const inForce = doctrines.find((it) => it.is_in_force)?.name;
  const [chosen, setChosen] = useState<string>();
  const [span, setSpan] = useState<number>(SPANS[1]);
  const to = dayIn(zone);
  const days = { from: addDays(to, 1 - span), to };
  const name = chosen ?? inForce;
  const shown = doctrines.find((it) => it.name === name);
  const reading = useQuery(readingQuery(days, name));
  return (
    <Stack>
      <Card title={m.doctrine_reading()} lead={shown && sentenceOf(shown)}>
        <Group align="flex-end" mb="md">
          <Select
            label={m.doctrine_read_by()}
            data={doctrines.map((it) => ({
              value: it.name,
              label: it.is_in_force ? m.doctrine_in_force({ name: it.name }) : it.name,
            }))}
            value={name ?? null}
            onChange={(value) => setChosen(value ?? undefined)}
            allowDeselect={false}
            w={300}
          />
          <SegmentedControl
            aria-label={m.doctrine_days()}
            data={SPANS.map((n) => ({ value: String(n), label: m.doctrine_n_days({ n }) }))}
            value={String(span)}
            onChange={(value) => setSpan(Number(value))}
          />
        </Group>
        <FourStates query={reading} skeleton={<Loading height={240} />}>
          {(data) => <Reading reading={data} days={days} />}
        </FourStates>
      </Card>
      {shown !== undefined && !shown.is_in_force && (
        <DoctrineChange doctrine={shown} days={days} canSet={role !== "rep"} />
      )}
      {role === "rep" && (
        <Text size="sm" c="dimmed">
          {m.doctrine_coach_sets()}
        </Text>
      )}
    </Stack>
  );
}
