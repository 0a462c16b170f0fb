import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { clockTime, dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { CalendarFile } from "./calendar-file";
import { type Busy, busyQuery, useAddBusy, useDropBusy } from "./queries";

const AT_FIRST = 12;

/** Time that is taken: of a calendar file, or block by block. */
export function BusyTime() {
  const query = useQuery(busyQuery);
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_busy()}
      </Title>
      <Stack gap="sm">
        <CalendarFile />
        <FourStates
          query={query}
          skeleton={<RowsSkeleton rows={3} height={44} />}
          isEmpty={({ busy }) => busy.length === 0}
          empty={
            <Text size="sm" c="dimmed">
              {m.calendar_no_busy()}
            </Text>
          }
        >
          {({ busy }) => <Blocks busy={busy} />}
        </FourStates>
      </Stack>
    </Paper>
  );
}

type BlocksProps = { busy: Busy[] };

function Blocks({ busy }: BlocksProps) {
  const { zone } = useMe();
  const drop = useDropBusy();
  const add = useAddBusy();
  const [areAllShown, showAll] = useState(false);
  const remove = (one: Busy) =>
    drop.mutate(one.id, {
      onSuccess: () =>
        showMessage(
          m.calendar_busy_removed({ title: one.title || m.calendar_untitled() }),
          async () => {
            await add.mutateAsync({ from: one.from, to: one.to, title: one.title });
          },
        ),
    });
  return (
    <>
      <ul className={styles.list}>
        {(areAllShown ? busy : busy.slice(0, AT_FIRST)).map((one) => (
          <li key={one.id}>
            <span>
              {dayAndTime(one.from, zone)}–{clockTime(one.to, zone)}
            </span>
            <span className={styles.name}>{one.title || m.calendar_untitled()}</span>
            <Button variant="subtle" size="compact-sm" onClick={() => remove(one)}>
              {m.calendar_free_again()}
            </Button>
          </li>
        ))}
      </ul>
      {!areAllShown && busy.length > AT_FIRST && (
        <Group>
          <Button variant="default" size="compact-md" onClick={() => showAll(true)}>
            {m.imports_show_all({ n: String(busy.length) })}
          </Button>
        </Group>
      )}
      <ProblemAlert text={drop.error === null ? undefined : problemText(drop.error)} />
    </>
  );
}
