import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { bytes } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { type Backups, backupsQuery, type KeptBackup, useBackUp } from "../queries";

/** The backups that the program makes each night and verifies, and one more by a click. */
export function BackupsSection() {
  return (
    <Card title={m.backups_title()} lead={m.backups_lead()}>
      <FourStates query={useQuery(backupsQuery)} skeleton={<Loading height={120} />}>
        {(backups) =>
          backups.by_itself ? <Made backups={backups} /> : <Text>{m.backups_elsewhere()}</Text>
        }
      </FourStates>
    </Card>
  );
}

type MadeProps = { backups: Backups };

function Made({ backups: { backups, is_running, kept, last_at } }: MadeProps) {
  const { zone } = useMe();
  const backUp = useBackUp();
  const make = () =>
    backUp.mutate(undefined, {
      onSuccess: (now) => !now.is_running && showMessage(m.backups_made()),
    });
  return (
    <Stack>
      <Text fw={600}>
        {last_at == null ? m.backups_none() : m.backups_last({ when: dayAndTime(last_at, zone) })}
      </Text>
      <div>
        <Button variant="default" loading={backUp.isPending || is_running} onClick={make}>
          {m.backups_make()}
        </Button>
      </div>
      {is_running && <Text role="status">{m.backups_running()}</Text>}
      <ProblemAlert text={backUp.error === null ? undefined : problemText(backUp.error, TEXTS)} />
      {backups.length > 0 && (
        <Table
          caption={m.backups_title()}
          headings={[m.backups_made_at(), m.backups_how(), m.backups_size(), m.backups_file()]}
          rows={backups.map((backup) => ({ id: backup.file, cells: cellsOf(backup, zone) }))}
        />
      )}
      <Text size="sm" c="dimmed">
        {m.backups_kept({ n: kept })} {m.backups_restore()}
      </Text>
    </Stack>
  );
}

function cellsOf({ made_at, by_hand, bytes: size, file }: KeptBackup, zone: string) {
  return [
    made_at == null ? m.backups_unreadable() : dayAndTime(made_at, zone),
    by_hand ? m.backups_by_hand() : m.backups_of_night(),
    bytes(size),
    <code key="file">{file}</code>,
  ];
}

const TEXTS = {
  backup_running: m.backups_running,
  backup_failed: m.backups_failed,
  audit_broken: m.backups_audit_broken,
};
