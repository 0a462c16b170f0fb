import { Paper, Text, Title } from "@mantine/core";
import { HoursForm } from "@/features/calendar/public/hours-form";
import { m } from "@/shared/messages/gen/messages";

/** Before hours are told nothing can be planned: they are asked for, here. */
export function FirstHours() {
  return (
    <Paper withBorder p="md">
      <Title order={2}>{m.plan_first_hours()}</Title>
      <Text mb="md">{m.plan_first_hours_text()}</Text>
      <HoursForm hours="off" onSaved={() => undefined} />
    </Paper>
  );
}
