import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import styles from "./cadences.module.css";
import { cadencesQuery } from "./public/cadences";
import { finishRateQuery } from "./queries";

const ROW = 52;

/** The cadences of the workspace, and how many of those started get their whole cadence. */
export function CadencesPage() {
  const query = useQuery(cadencesQuery);
  const add = <LinkButton to="/cadences/new">{m.cadences_add()}</LinkButton>;
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{m.screen_cadences()}</Title>
          <FinishRate />
        </div>
        {add}
      </Group>
      <FourStates
        query={query}
        skeleton={<RowsSkeleton rows={4} height={ROW} />}
        isEmpty={({ cadences }) => cadences.length === 0}
        empty={
          <Empty title={m.cadences_none()} text={m.cadences_none_text()}>
            {add}
          </Empty>
        }
      >
        {({ cadences }) => (
          <Paper withBorder px="md">
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{m.cadences_name()}</th>
                  <th scope="col">{m.cadences_touches()}</th>
                  <th scope="col">{m.cadences_working_days()}</th>
                  <th scope="col">{m.cadences_per_prospect()}</th>
                  <th scope="col" className={styles.wide}>
                    {m.cadences_version()}
                  </th>
                  <th scope="col">
                    <span className={styles.unseen}>{m.cadences_start()}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {cadences.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to="/cadences/$id" params={{ id: one.id }} search={{}}>
                        {one.name}
                      </Link>
                    </th>
                    <td>{whole(one.touches)}</td>
                    <td>{whole(one.last_day)}</td>
                    <td>{minutes(one.minutes)}</td>
                    <td className={styles.wide}>{whole(one.version)}</td>
                    <td>
                      <LinkButton
                        to="/plan"
                        search={{ cadence: one.name }}
                        variant="default"
                        size="compact-md"
                        aria-label={m.cadences_start_on({ name: one.name })}
                      >
                        {m.cadences_start()}
                      </LinkButton>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Paper>
        )}
      </FourStates>
    </Stack>
  );
}

function FinishRate() {
  const { data } = useQuery(finishRateQuery);
  if (data === undefined) return <Text c="dimmed">{m.cadences_lead()}</Text>;
  const { finished, of, open } = data;
  return (
    <Text c="dimmed">
      {of === 0
        ? m.cadences_finish_none({ open })
        : m.cadences_finish({ finished: whole(finished), of: whole(of), open: whole(open) })}
    </Text>
  );
}
