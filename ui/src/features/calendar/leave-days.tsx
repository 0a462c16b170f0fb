import { Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { type Leave, leaveQuery, useDropLeave, useTakeLeave } from "./queries";

/** Days off ahead: the windows of touches wait for them. */
export function LeaveDays() {
  const query = useQuery(leaveQuery);
  const take = useTakeLeave();
  const drop = useDropLeave();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    take.mutate(
      { from, to: to || from },
      {
        onSuccess: (leave) => {
          setFrom("");
          setTo("");
          showMessage(m.calendar_leave_taken({ days: daysOf(leave) }), async () => {
            await drop.mutateAsync(leave.id);
          });
        },
      },
    );
  };
  const remove = (leave: Leave) =>
    drop.mutate(leave.id, {
      onSuccess: () =>
        showMessage(m.calendar_leave_dropped({ days: daysOf(leave) }), async () => {
          await take.mutateAsync({ from: leave.from, to: leave.to });
        }),
    });
  const error = take.error ?? drop.error;
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_leave()}
      </Title>
      <Stack gap="sm">
        <form onSubmit={save}>
          <Group gap="sm" align="flex-end">
            <TextInput
              type="date"
              label={m.calendar_first_day()}
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={m.calendar_last_day()}
              min={from}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            <Button type="submit" loading={take.isPending}>
              {m.calendar_take_leave()}
            </Button>
          </Group>
        </form>
        <ProblemAlert text={error === null ? undefined : problemText(error)} />
        <FourStates
          query={query}
          skeleton={<RowsSkeleton rows={1} height={44} />}
          isEmpty={({ leave }) => leave.length === 0}
          empty={
            <Text size="sm" c="dimmed">
              {m.calendar_no_leave()}
            </Text>
          }
        >
          {({ leave }) => (
            <ul className={styles.list}>
              {leave.map((one) => (
                <li key={one.id}>
                  <span>{daysOf(one)}</span>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={m.calendar_remove_leave({ days: daysOf(one) })}
                    onClick={() => remove(one)}
                  >
                    {m.calendar_remove()}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </FourStates>
      </Stack>
    </Paper>
  );
}

function daysOf({ from, to }: Pick<Leave, "from" | "to">): string {
  return from === to
    ? shortDay(from)
    : m.calendar_from_to({ from: shortDay(from), to: shortDay(to) });
}
