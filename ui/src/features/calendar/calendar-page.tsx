import { Anchor, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { BusyTime } from "./busy-time";
import styles from "./calendar.module.css";
import { Holidays } from "./holidays";
import { LeaveDays } from "./leave-days";
import { OwnCalendar } from "./own-calendar";
import { OwnDays } from "./own-days";
import { HoursForm } from "./public/hours-form";
import { hoursQuery, useSetHours } from "./queries";

/** When somebody prospects, and when not: what every answer of Plan is made of. */
export function CalendarPage() {
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/plan">
          {m.calendar_back()}
        </Anchor>
        <Title order={1}>{m.calendar_title()}</Title>
        <Text c="dimmed">{m.calendar_lead()}</Text>
      </div>
      <div className={styles.cards}>
        <Stack gap="md">
          <Hours />
          <Holidays />
          <OwnCalendar />
        </Stack>
        <Stack gap="md">
          <LeaveDays />
          <BusyTime />
          <OwnDays />
        </Stack>
      </div>
    </Stack>
  );
}

function Hours() {
  const query = useQuery(hoursQuery);
  const back = useSetHours();
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_hours()}
      </Title>
      <FourStates query={query} skeleton={<Loading height={170} />}>
        {({ hours }) => (
          <HoursForm
            key={hours}
            hours={hours}
            onSaved={() =>
              showMessage(m.calendar_hours_saved(), async () => {
                await back.mutateAsync(hours);
              })
            }
          />
        )}
      </FourStates>
    </Paper>
  );
}
