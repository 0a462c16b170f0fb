import { Button, Group, NumberInput, Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTakeBackStarts } from "@/features/enrollments/public/take-back-starts";
import { offerText } from "@/features/people/public/lacks";
import { offerCountsQuery } from "@/features/people/public/offer";
import { SortLink } from "@/features/people/public/sort-link";
import { beginWithTheFirst } from "@/features/today/public/begin-block";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { useIsBuilt } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { cadenceNamesQuery, canStartQuery, type StartAnswer, useStartFirst } from "./queries";

/** How many the plan is asked for at first: more than a day holds. */
const ASKED = 100;

const PROBLEMS = { no_hours: m.first_run_no_hours };

/** Chooses the first prospects: the plan says how many. */
export function ProspectsStep() {
  const cadences = useQuery(cadenceNamesQuery);
  const [chosen, setChosen] = useState<string>();
  return (
    <FourStates query={cadences} skeleton={<Loading height={120} />}>
      {(data) => {
        const cadence = chosen ?? data[0]?.name;
        if (cadence === undefined) return <Text>{m.first_run_no_cadence()}</Text>;
        return (
          <Stack align="flex-start">
            <Select
              label={m.first_run_cadence()}
              data={data.map((it) => ({
                value: it.name,
                label: m.first_run_cadence_of({
                  name: it.name,
                  n: it.touches,
                  minutes: whole(it.minutes),
                }),
              }))}
              value={cadence}
              allowDeselect={false}
              onChange={(name) => setChosen(name ?? undefined)}
              w="100%"
              maw={360}
            />
            <Answer cadence={cadence} />
            <Others />
          </Stack>
        );
      }}
    </FourStates>
  );
}

/** How many could be started, and what the others lack; those one knows are sorted first. */
function Others() {
  const { data } = useQuery(offerCountsQuery);
  return (
    <>
      {data !== undefined && (
        <Text size="sm" c="dimmed">
          {offerText(data.startable)}
        </Text>
      )}
      <SortLink button="default" />
    </>
  );
}

type AnswerProps = { cadence: string };

function Answer({ cadence }: AnswerProps) {
  const query = useQuery(canStartQuery(cadence, ASKED));
  if (query.error !== null && query.data === undefined) {
    return <ProblemAlert text={problemText(query.error, PROBLEMS)} />;
  }
  if (query.data === undefined) return <Skeleton height={80} />;
  if (query.data === null) return <ProblemAlert text={m.first_run_no_hours()} />;
  if (query.data.fit === 0) return <Nobody answer={query.data} />;
  return <Start key={`${cadence} ${query.data.fit}`} cadence={cadence} most={query.data.fit} />;
}

type NobodyProps = { answer: StartAnswer };

function Nobody({ answer }: NobodyProps) {
  return (
    <div>
      <Text fw={600}>{m.first_run_nobody()}</Text>
      {answer.lacks.map((lack) => (
        <Text key={lack}>{lack}</Text>
      ))}
    </div>
  );
}

type StartProps = AnswerProps & { most: number };

function Start({ cadence, most }: StartProps) {
  const router = useRouter();
  const isBlockBuilt = useIsBuilt("/today/touches");
  const [n, setN] = useState(most);
  const [problem, setProblem] = useState<string>();
  const start = useStartFirst();
  const takeBack = useTakeBackStarts();
  const send = async () => {
    setProblem(undefined);
    try {
      const answer = await start.mutateAsync({ cadence, count: n });
      const { starts } = answer;
      showMessage(m.first_run_started({ n: starts.length }), () => takeBack(starts));
      if (isBlockBuilt && starts.length > 0) {
        beginWithTheFirst();
        router.history.push("/today/touches");
      }
    } catch (error) {
      setProblem(problemText(error, PROBLEMS));
    }
  };
  return (
    <>
      <Text>{m.first_run_can_start({ n: most })}</Text>
      <Group align="flex-end">
        <NumberInput
          label={m.first_run_how_many()}
          value={n}
          min={1}
          max={most}
          clampBehavior="strict"
          onChange={(typed) => setN(Number(typed) || 1)}
          w={130}
        />
        <Button loading={start.isPending} onClick={() => void send()}>
          {m.first_run_start({ n })}
        </Button>
      </Group>
      <ProblemAlert text={problem} />
    </>
  );
}
