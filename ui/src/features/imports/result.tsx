import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { StartOffer } from "@/features/people/public/start-offer";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { Counts } from "./counts";
import { type ImportDetail, rejectedFile, useUndoImport } from "./queries";

type ResultProps = { shown: ImportDetail };

/** What an import did, the way back, and what comes next. */
export function Result({ shown }: ResultProps) {
  const undo = useUndoImport();
  const { counts, undone } = shown;
  const nKept = undone?.kept.length ?? 0;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        {counts && (
          <Counts
            counts={counts}
            nRejected={counts.rejected}
            {...(shown.state === "done" && {
              places: { stored: `/people?import=${shown.id}`, possible: "/duplicates" },
            })}
          />
        )}
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
          {shown.state === "done" && (counts?.stored ?? 0) > 0 && (
            <PlaceLink to={`/people?import=${shown.id}`} button="default">
              {m.imports_show_people()}
            </PlaceLink>
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
        {shown.state === "done" && <StartOffer import={shown.id} />}
      </Stack>
    </Paper>
  );
}

const UNDO_PROBLEMS = { too_late_to_undo: m.imports_too_late_to_undo };
