import { Alert, Anchor, Button, Group, List } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemText } from "@/shared/api/problem-text";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { usePause, useResume, type Weeks } from "./queries";

const AT_MOST = 8;

type LateProps = { weeks: Weeks; onDay: (open: { day: Day; wanted?: number }) => void };

/** Touches of what runs already that would be late: told before they are, with what keeps the promise all the same. */
export function Late({ weeks, onDay }: LateProps) {
  const { late, repairs } = weeks;
  if (late.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={m.plan_would_be_late({ n: late.length })}
    >
      <List size="sm">
        {late.slice(0, AT_MOST).map(({ person, name, step, to }) => (
          <List.Item key={`${person}${step}`}>
            <Anchor fz="sm" href={`/people/${person}`}>
              {name}
            </Anchor>
            {`: ${to ? m.plan_late_touch({ step, day: shortDay(to) }) : m.plan_late_touch_open({ step })}`}
          </List.Item>
        ))}
      </List>
      {late.length > AT_MOST && m.plan_and_more({ n: late.length - AT_MOST })}
      <Group gap="sm" mt="sm">
        {repairs.map((repair) => {
          if (repair.kind === "pause") return <Pause key="pause" persons={repair.persons} />;
          if (repair.kind !== "minutes" || repair.channel !== "total") return null;
          const { on, minutes: wanted } = repair;
          return (
            <Button key="minutes" variant="default" onClick={() => onDay({ day: on, wanted })}>
              {m.plan_late_minutes({ time: minutes(wanted), day: shortDay(on) })}
            </Button>
          );
        })}
      </Group>
    </Alert>
  );
}

type PauseProps = { persons: readonly string[] };

/** Holds the fewest whose pause lets all others be finished. */
function Pause({ persons }: PauseProps) {
  const pause = usePause();
  const resume = useResume();
  const hold = async () => {
    try {
      // Awaited, not called back: nothing is late any more once they are held, and this is away.
      const held = await pause.mutateAsync(persons);
      const told = m.plan_paused({ n: held.length });
      showMessage(told, () => resume.mutateAsync(held));
    } catch {
      // Told below.
    }
  };
  return (
    <>
      <Button variant="default" loading={pause.isPending} onClick={() => void hold()}>
        {m.plan_late_pause({ people: m.plan_people({ n: persons.length }) })}
      </Button>
      <ProblemAlert text={pause.error === null ? undefined : problemText(pause.error)} />
    </>
  );
}
