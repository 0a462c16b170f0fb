import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NoHours } from "@/features/calendar/public/no-hours";
import { type ProgressShown, progressQuery } from "@/features/recipes/public/recipe";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { type Asked, consistencyQuery } from "../queries";
import { Spread } from "../spread";

const CALLS: Asked = { behaviours: "calls" };

/** How evenly the work is spread: daily rather than in one heap at the end of the week. */
export function ConsistencyPanel() {
  const ingredients = useQuery({ ...progressQuery, select: namesOf });
  return (
    <Card title={m.consistency_title()} lead={m.consistency_lead()}>
      <FourStates query={ingredients} skeleton={<Loading height={260} />}>
        {(names) => <Chosen names={names} />}
      </FourStates>
    </Card>
  );
}

/** The names of the ingredients of the recipe in force; none without one. */
function namesOf(progress: ProgressShown | null): string[] {
  return (progress?.ingredients ?? []).map((it) => it.ingredient);
}

type ChosenProps = { names: string[] };

function Chosen({ names }: ChosenProps) {
  const [name, setName] = useState<string | undefined>(names[0]);
  const asked = name === undefined ? CALLS : { ingredient: name };
  const query = useQuery(consistencyQuery(asked));
  return (
    <Stack>
      {name === undefined ? (
        <Text size="sm" c="dimmed">
          {m.consistency_calls()}
        </Text>
      ) : (
        <Select
          label={m.consistency_of()}
          data={names}
          value={name}
          onChange={(chosen) => chosen !== null && setName(chosen)}
          allowDeselect={false}
          maw={360}
        />
      )}
      <FourStates query={query} skeleton={<Loading height={220} />}>
        {(data) => (data === null ? <NoHours /> : <Spread asked={asked} spread={data} />)}
      </FourStates>
    </Stack>
  );
}
