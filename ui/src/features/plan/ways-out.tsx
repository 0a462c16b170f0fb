import { Button, Group, Text } from "@mantine/core";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import type { Question, Repair, StartAnswer } from "./queries";

type WaysOutProps = {
  told: StartAnswer;
  question: Question;
  cadenceId: string | undefined;
  onStart: (question: Question) => void;
  onDay: (open: { day: Day; wanted?: number }) => void;
};

/** What would help, each proved by the planner: a button that does it. */
export function WaysOut(props: WaysOutProps) {
  const { repairs } = props.told;
  if (repairs.length === 0) return null;
  return (
    <section aria-label={m.plan_ways_out()}>
      <Text size="sm" fw={600} mb={6}>
        {m.plan_ways_out()}
      </Text>
      <Group gap="sm">
        {repairs.map((repair) => (
          <WayOut key={JSON.stringify(repair)} repair={repair} {...props} />
        ))}
      </Group>
    </section>
  );
}

type WayOutProps = WaysOutProps & { repair: Repair };

function WayOut({ repair, question, cadenceId, onStart, onDay }: WayOutProps) {
  const n = repair.fit;
  const does = (text: string, act: () => void) => (
    <Button variant="default" onClick={act}>
      {text}
    </Button>
  );
  switch (repair.kind) {
    case "fewer":
      return does(m.plan_way_fewer({ n }), () => onStart({ ...question, n }));
    case "later":
      return does(m.plan_way_later({ n, day: shortDay(repair.from) }), () =>
        onStart({ ...question, n, from: repair.from }),
      );
    case "spread":
      return does(m.plan_way_spread({ n, days: repair.start_days }), () =>
        onStart({ ...question, n, days: repair.start_days }),
      );
    case "minutes": {
      const { on, channel, minutes: wanted } = repair;
      if (channel !== "total") return null;
      return does(m.plan_way_minutes({ n, time: minutes(wanted), day: shortDay(on) }), () =>
        onDay({ day: on, wanted }),
      );
    }
    case "pause":
      // What runs already is helped where it is told that it would be late.
      return null;
    case "shorter":
      return (
        <Changed id={cadenceId} search={{ touches: repair.steps }}>
          {m.plan_way_shorter({ n, touches: repair.steps })}
        </Changed>
      );
    case "wider":
      return (
        <Changed id={cadenceId} search={{ wider: repair.days }}>
          {m.plan_way_wider({ n, days: m.plan_days({ n: repair.days }) })}
        </Changed>
      );
  }
}

type ChangedProps = {
  id: string | undefined;
  search: { touches?: number; wider?: number };
  children: string;
};

/** Opens a copy of the cadence that is changed like this: it counts once it is saved. */
function Changed({ id, search, children }: ChangedProps) {
  if (id === undefined) return null;
  return (
    <LinkButton variant="default" to="/cadences/$id" params={{ id }} search={search}>
      {children}
    </LinkButton>
  );
}
