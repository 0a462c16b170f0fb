import { Button, Group, Stack, Title } from "@mantine/core";
import { useMemo } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { useByHand } from "./by-hand";
import { Columns } from "./columns";
import { Counts } from "./counts";
import { Failure } from "./failure";
import { linesOf } from "./lines";
import { Preview } from "./preview";
import { Progress } from "./progress";
import { type ImportDetail, type ImportReport, isUnderWay, useCommit, useDrop } from "./queries";
import { Result } from "./result";

type ImportInHandProps = {
  shown: ImportDetail;
  /** What was sent, where it was sent from this page. */
  sent: File | string | undefined;
  onLeave: () => void;
};

/** One import, wherever it stands. */
export function ImportInHand({ shown, sent, onLeave }: ImportInHandProps) {
  const { report, state } = shown;
  // What was said by hand is looked at anew: the preview before it stays where it is meanwhile.
  const isAgain = state === "reading" && report != null;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={2}>{shown.file || m.imports_pasted()}</Title>
        {state !== "failed" && (
          <Button variant="default" onClick={onLeave}>
            {m.imports_another()}
          </Button>
        )}
      </Group>
      {isUnderWay(shown) && !isAgain && <Progress shown={shown} />}
      {state === "failed" && <Failure shown={shown} sent={sent} onLeave={onLeave} />}
      {(state === "ready" || isAgain) && report && (
        <Ready shown={shown} report={report} onLeave={onLeave} />
      )}
      {(state === "done" || state === "undone") && <Result shown={shown} />}
    </Stack>
  );
}

type ReadyProps = Omit<ImportInHandProps, "sent"> & { report: ImportReport };

function Ready({ shown, report, onLeave }: ReadyProps) {
  const commit = useCommit(shown.id);
  const drop = useDrop();
  const byHand = useByHand(shown);
  const lines = useMemo(() => linesOf(report), [report]);
  const nUseful = report.rows - report.n_rejected;
  const error = commit.error ?? drop.error ?? byHand.error;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Counts counts={report} nRejected={report.n_rejected} />
        <Group gap="sm">
          <Button
            variant="subtle"
            onClick={() => drop.mutate(shown.id, { onSuccess: onLeave })}
            loading={drop.isPending}
          >
            {m.imports_drop_it()}
          </Button>
          <Button
            disabled={nUseful === 0}
            loading={byHand.isAhead || commit.isPending || commit.isSuccess}
            onClick={() => commit.mutate()}
          >
            {m.imports_import({ n: nUseful, shown: whole(nUseful) })}
          </Button>
        </Group>
      </Group>
      <ProblemAlert text={error === null ? undefined : problemText(error)} />
      <Columns shown={shown} report={report} example={lines.get(1)} />
      <Preview report={report} lines={lines} byHand={byHand} />
    </Stack>
  );
}
