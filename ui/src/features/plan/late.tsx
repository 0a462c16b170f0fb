import { Alert, Anchor, List } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import type { Weeks } from "./queries";

const AT_MOST = 8;

type LateProps = { weeks: Weeks };

/** Touches of what runs already that would be late: told before they are. */
export function Late({ weeks }: LateProps) {
  const { late } = weeks;
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
            <Anchor href={`/people/${person}`}>{name}</Anchor>
            {`: ${to ? m.plan_late_touch({ step, day: shortDay(to) }) : m.plan_late_touch_open({ step })}`}
          </List.Item>
        ))}
      </List>
      {late.length > AT_MOST && m.plan_and_more({ n: late.length - AT_MOST })}
    </Alert>
  );
}
