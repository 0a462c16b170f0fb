import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { addDays, type Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { memberWarningQuery } from "../queries";
import { WARNINGS } from "../words";

/** How many days back the doctrine reads. */
const BACK = 28;

type EarlyWarningProps = { member: string; today: Day };

/** What the doctrine in force warns of in somebody's work; nothing while there is nothing. */
export function EarlyWarning({ member, today }: EarlyWarningProps) {
  const days = { from: addDays(today, 1 - BACK), to: today };
  const { data: warning } = useQuery(memberWarningQuery(days, member));
  if (warning == null || !warning.is_raised) return null;
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={WARNINGS[warning.warning]()}
    >
      {warning.days.length > 0 &&
        m.doctrine_on_days({ days: warning.days.map((day) => shortDay(day, today)).join(", ") })}
    </Alert>
  );
}
