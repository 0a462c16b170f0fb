import { Alert, Button, Group } from "@mantine/core";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { addDays, dayIn } from "@/shared/dates/days";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { capped } from "../hours";
import { calendarProblem } from "../problem-words";
import { hoursQuery, useSetHours } from "../queries";

/** Whoever keeps their hours is not asked again before twenty working days have passed. */
const ASKED_AGAIN = 28;
const KEPT = "touchstone.hours-kept-until";

type HoursLearnProps = {
  /** Minutes a day, planned and really spent, and over how many working days that is told. */
  spent: { planned: number; spent: number; days: number };
};

/** "You planned 90, you do 61: plan with 61?" */
export function HoursLearn({ spent: { planned, spent, days } }: HoursLearnProps) {
  const today = dayIn(useMe().zone);
  const { data } = useQuery(hoursQuery);
  const save = useSetHours();
  const [keptUntil, setKeptUntil] = useState(() => localStorage.getItem(KEPT) ?? "");
  if (data === undefined || spent >= planned || keptUntil > today) return null;
  const keep = () => {
    const until = addDays(today, ASKED_AGAIN);
    localStorage.setItem(KEPT, until);
    setKeptUntil(until);
  };
  const learn = async () => {
    const { hours } = data;
    try {
      await save.mutateAsync(capped(hours, spent));
      keep();
      showMessage(m.calendar_learnt({ n: minutes(spent) }), async () => {
        await save.mutateAsync(hours);
        localStorage.removeItem(KEPT);
        setKeptUntil("");
      });
    } catch {
      // Told below.
    }
  };
  return (
    <Alert
      color="orange"
      icon={<IconHourglass aria-hidden="true" />}
      title={m.calendar_learn({ planned: minutes(planned), spent: minutes(spent) })}
    >
      {m.calendar_learn_text({ days })}
      <Group gap="sm" mt="sm">
        <Button size="compact-md" loading={save.isPending} onClick={() => void learn()}>
          {m.calendar_learn_yes({ n: minutes(spent) })}
        </Button>
        <Button size="compact-md" variant="default" onClick={keep}>
          {m.calendar_learn_keep({ n: minutes(planned) })}
        </Button>
      </Group>
      <ProblemAlert text={calendarProblem(save.error)} />
    </Alert>
  );
}
