import { Alert, Button, Code, Group, Select, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "@/features/identity/public/members";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { changesText, personOf } from "../changes";
import { auditQuery, type Line, verificationQuery } from "../queries";
import { lineText } from "../words";
import styles from "./audit-section.module.css";

/** Who changed what and when, and whether the record is as it was written. */
export function AuditSection() {
  const { zone } = useMe();
  const [by, setBy] = useState<string>();
  const members = useQuery(membersQuery);
  const query = useInfiniteQuery(auditQuery(by));
  return (
    <Card title={m.audit_title()} lead={m.audit_lead()}>
      <Stack>
        <Verification />
        <Select
          label={m.audit_by()}
          data={(members.data ?? []).map((it) => ({ value: it.id, label: it.name }))}
          value={by ?? null}
          onChange={(id) => setBy(id ?? undefined)}
          placeholder={m.audit_everybody()}
          clearable
          maw={280}
        />
        <FourStates
          query={query}
          skeleton={<Loading height={320} />}
          isEmpty={({ pages }) => pages[0]?.lines.length === 0}
          empty={<Text>{m.audit_none()}</Text>}
        >
          {({ pages }) => (
            <>
              <Table
                caption={m.audit_title()}
                headings={[m.audit_when(), m.audit_who(), m.audit_what(), m.audit_fields()]}
                rows={pages.flatMap((page) => page.lines).map((line) => rowOf(line, zone))}
              />
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {m.shared_more()}
                </Button>
              )}
            </>
          )}
        </FourStates>
      </Stack>
    </Card>
  );
}

function rowOf(line: Line, zone: string) {
  const person = personOf(line);
  return {
    id: line.id,
    cells: [
      <span key="when" className={styles.when}>
        {dayAndTime(line.recorded_at, zone)}
      </span>,
      line.name ?? m.audit_program(),
      lineText(line),
      line.is_erased ? (
        m.audit_erased()
      ) : (
        <span key="changes" className={styles.changes} dir="auto">
          {changesText(line, zone)}{" "}
          {person !== undefined && (
            <PlaceLink to={`/people/${person}`} route="/people/$id">
              {m.audit_show_person()}
            </PlaceLink>
          )}
        </span>
      ),
    ],
  };
}

function Verification() {
  const { data, error, isFetching, refetch } = useQuery(verificationQuery);
  return (
    <Stack gap="sm" aria-live="polite">
      <Group>
        <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
          {m.audit_verify()}
        </Button>
      </Group>
      <ProblemAlert text={error === null ? undefined : problemText(error)} />
      {data?.wrong != null && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden="true" />}>
          {m.audit_wrong({ nth: whole(data.wrong.nth), what: data.wrong.what })}
        </Alert>
      )}
      {data !== undefined && data.wrong == null && (
        <Alert color="pine" icon={<IconShieldCheck aria-hidden="true" />}>
          <Text>{m.audit_sound({ n: data.sealed })}</Text>
          {data.n_unsealed > 0 && <Text>{m.audit_unsealed({ n: data.n_unsealed })}</Text>}
          <Text size="sm">{m.audit_head()}</Text>
          <Code className={styles.head ?? ""}>{data.head}</Code>
        </Alert>
      )}
    </Stack>
  );
}
