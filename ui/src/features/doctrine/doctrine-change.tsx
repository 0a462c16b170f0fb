import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import {
  type Days,
  type DoctrineShown,
  doctrinePreviewQuery,
  doctrinesQuery,
  type PreviewShown,
  useSetInForce,
} from "./queries";
import { CLASSES, COUNTS } from "./words";

type DoctrineChangeProps = { doctrine: DoctrineShown; days: Days; canSet: boolean };

/** What would be something else under another doctrine, and the button that sets it in force. */
export function DoctrineChange({ doctrine, days, canSet }: DoctrineChangeProps) {
  const preview = useQuery(doctrinePreviewQuery(days, doctrine.name));
  return (
    <Card title={m.doctrine_change({ name: doctrine.name })} lead={m.doctrine_change_lead()}>
      <Stack>
        <FourStates query={preview} skeleton={<Loading height={120} />}>
          {(data) => <Moves preview={data} />}
        </FourStates>
        {canSet && <SetInForce name={doctrine.name} />}
      </Stack>
    </Card>
  );
}

type MovesProps = { preview: PreviewShown };

function Moves({ preview }: MovesProps) {
  if (preview.moves.length === 0) return <Text>{m.doctrine_no_moves()}</Text>;
  return (
    <>
      <Text>
        {m.doctrine_moves({
          changed: whole(preview.changed.activities),
          all: whole(preview.all.activities),
        })}
      </Text>
      <Table
        caption={m.doctrine_change({ name: preview.to })}
        headings={[
          m.doctrine_is(),
          m.doctrine_would_be(),
          m.doctrine_activities(),
          m.doctrine_minutes(),
        ]}
        rows={preview.moves.map((move) => ({
          id: [move.from, move.from_counts, move.to, move.to_counts].join(" "),
          cells: [
            `${CLASSES[move.from]()}, ${COUNTS[move.from_counts]()}`,
            `${CLASSES[move.to]()}, ${COUNTS[move.to_counts]()}`,
            whole(move.activities),
            minutes(move.minutes),
          ],
        }))}
      />
    </>
  );
}

type SetInForceProps = { name: string };

function SetInForce({ name }: SetInForceProps) {
  const before = useQuery(doctrinesQuery).data?.doctrines.find((it) => it.is_in_force)?.name;
  const set = useSetInForce();
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    setProblem(undefined);
    try {
      await set.mutateAsync({ name, why: why.trim() });
      const back = before === undefined ? undefined : () => restore(before);
      showMessage(m.doctrine_set({ name }), back);
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  const restore = async (earlier: string) => {
    await set.mutateAsync({ name: earlier, why: m.doctrine_taken_back() });
  };
  return (
    <Stack align="flex-start" gap="sm">
      <TextInput
        label={m.doctrine_why()}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        w="100%"
        maw={520}
      />
      <ProblemAlert text={problem} />
      <Button loading={set.isPending} onClick={() => void send()}>
        {m.doctrine_set_in_force()}
      </Button>
    </Stack>
  );
}
