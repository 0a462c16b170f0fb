import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { calendarProblem } from "./problem-words";
import { daysOf, LeaveForm } from "./public/leave-form";
import { type Leave, leaveQuery, useDropLeave, useTakeLeave } from "./queries";

/** Days off ahead: the windows of touches wait for them. */
export function LeaveDays() {
  const query = useQuery(leaveQuery);
  const take = useTakeLeave();
  const drop = useDropLeave();
  const remove = (leave: Leave) =>
    drop.mutate(leave.id, {
      onSuccess: () =>
        showMessage(m.calendar_leave_dropped({ days: daysOf(leave) }), async () => {
          await take.mutateAsync({ from: leave.from, to: leave.to });
        }),
    });
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_leave()}
      </Title>
      <Stack gap="sm">
        <LeaveForm action={m.calendar_take_leave()} />
        <ProblemAlert text={calendarProblem(drop.error)} />
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
