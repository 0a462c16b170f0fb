import { Anchor, Button, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { Counts } from "./counts";
import { type ImportDetail, rejectedFile, startableQuery, useUndoImport } from "./queries";

type ResultProps = { shown: ImportDetail };

/** What an import did, the way back, and what comes next. */
export function Result({ shown }: ResultProps) {
  const undo = useUndoImport();
  const { counts, undone } = shown;
  const nKept = undone?.kept.length ?? 0;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        {counts && <Counts counts={counts} nRejected={counts.rejected} />}
        {shown.state === "undone" && (
          <Text role="status">
            {m.imports_undone({
              removed: whole(undone?.removed ?? 0),
              restored: whole(undone?.restored ?? 0),
            })}{" "}
            {nKept > 0 && m.imports_undone_kept({ n: nKept })}
          </Text>
        )}
        <Group gap="sm">
          {shown.state === "done" && (
            <Button
              variant="default"
              onClick={() => undo.mutate(shown.id)}
              loading={undo.isPending}
            >
              {m.imports_undo()}
            </Button>
          )}
          {(counts?.rejected ?? 0) > 0 && (
            <Anchor href={rejectedFile(shown.id)} download>
              {m.imports_rejected_file()}
            </Anchor>
          )}
        </Group>
        <ProblemAlert
          text={undo.error === null ? undefined : problemText(undo.error, UNDO_PROBLEMS)}
        />
        {shown.state === "done" && <Startable id={shown.id} />}
      </Stack>
    </Paper>
  );
}

const UNDO_PROBLEMS = { too_late_to_undo: m.imports_too_late_to_undo };

type StartableProps = { id: string };

function Startable({ id }: StartableProps) {
  const query = useQuery(startableQuery(id));
  // Where it cannot be told (no hours yet), Plan says what to do first.
  if (query.error !== null || query.data === null) {
    return (
      <Group>
        <LinkButton to="/plan">{m.imports_to_plan()}</LinkButton>
      </Group>
    );
  }
  if (query.data === undefined) return <Skeleton height={36} width={320} />;
  const { cadence, told } = query.data;
  const nStartable = told.asked - told.not_able.length;
  const people = told.starts.map((it) => it.person);
  return (
    <Stack gap="xs">
      <Text>
        {m.imports_startable({
          fit: whole(told.fit),
          startable: whole(nStartable),
          of: whole(told.asked),
          cadence,
        })}
      </Text>
      {told.lacks.map((lack) => (
        <Text key={lack} size="sm" c="dimmed">
          {lack}
        </Text>
      ))}
      {people.length > 0 && (
        <Group>
          <LinkButton to="/plan" search={{ n: people.length, cadence }}>
            {m.imports_choose_n({ n: people.length })}
          </LinkButton>
        </Group>
      )}
    </Stack>
  );
}
