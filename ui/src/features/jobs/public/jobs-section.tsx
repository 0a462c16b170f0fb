import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmButton } from "@/shared/confirm/confirm-button";
import { dayAndTime } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { jobsQuery, useReleaseJob, useRemoveJob } from "../queries";

const STATES: Record<string, () => string> = {
  queued: m.jobs_queued,
  running: m.jobs_running,
  dead: m.jobs_dead,
};

/** Work that the program does by itself: what failed for good is released or removed here. */
export function JobsSection() {
  const { zone } = useMe();
  const query = useQuery(jobsQuery);
  return (
    <Card title={m.jobs_title()} lead={m.jobs_lead()}>
      <FourStates
        query={query}
        skeleton={<Loading height={80} />}
        isEmpty={({ jobs }) => jobs.length === 0}
        empty={<Text>{m.jobs_none()}</Text>}
      >
        {({ jobs }) => (
          <Table
            caption={m.jobs_title()}
            headings={[m.jobs_kind(), m.jobs_state(), m.jobs_due(), m.jobs_error(), ""]}
            rows={jobs.map((job) => ({
              id: job.id,
              cells: [
                job.kind,
                m.jobs_state_tries({
                  state: (STATES[job.state] ?? (() => job.state))(),
                  n: job.attempt,
                }),
                dayAndTime(job.due_at, zone),
                job.error,
                job.state === "running" ? (
                  ""
                ) : (
                  <JobButtons key="do" id={job.id} state={job.state} />
                ),
              ],
            }))}
          />
        )}
      </FourStates>
    </Card>
  );
}

type JobButtonsProps = { id: string; state: string };

function JobButtons({ id, state }: JobButtonsProps) {
  const release = useReleaseJob();
  const remove = useRemoveJob();
  const told = (text: string) => ({
    onSuccess: () => showMessage(text),
    onError: (error: Error) => showMessage(problemText(error)),
  });
  return (
    <Group gap="xs">
      {state === "dead" && (
        <Button
          size="xs"
          loading={release.isPending}
          onClick={() => release.mutate(id, told(m.jobs_released()))}
        >
          {m.jobs_release()}
        </Button>
      )}
      <ConfirmButton
        question={m.jobs_remove_question()}
        text={m.jobs_remove_text()}
        onConfirm={() => remove.mutate(id, told(m.jobs_removed()))}
      >
        {m.jobs_remove()}
      </ConfirmButton>
    </Group>
  );
}
