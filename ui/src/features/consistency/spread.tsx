import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { Facts } from "@/shared/layout/facts";
import { m } from "@/shared/messages/gen/messages";
import { percent, tenths, whole } from "@/shared/numbers/format";
import { ConsistencyRows } from "./consistency-rows";
import { DayStrip } from "./public/day-strip";
import type { Asked, ConsistencyShown } from "./queries";

/** Below so many working days no share is told. */
const ENOUGH = 20;
/** How many working days the strip shows. */
const SHOWN = 20;

type SpreadProps = { asked: Asked; spread: ConsistencyShown };

/** How evenly it is spread, in words, and the last twenty working days. */
export function Spread({ asked, spread }: SpreadProps) {
  const [opened, setOpened] = useState<{ from: string; to: string }>();
  const { evenness, crammed } = spread;
  return (
    <div>
      {crammed != null && (
        <Alert color="orange" mb="md" icon={<IconAlertTriangle aria-hidden="true" />}>
          {m.consistency_crammed({ on: whole(crammed.on_days), of: whole(crammed.of_days) })}
        </Alert>
      )}
      <Facts
        facts={[
          [m.consistency_streak(), m.consistency_days({ n: spread.streak })],
          [m.consistency_active(), shareOf(spread.active_share, spread.days)],
          [
            m.consistency_evenness(),
            typeof evenness === "number" ? shareOf(evenness, spread.days) : m.consistency_early(),
          ],
          [m.consistency_mean(), spread.mean < 10 ? tenths(spread.mean) : whole(spread.mean)],
        ]}
      />
      <DayStrip
        days={spread.each.slice(-SHOWN)}
        onDay={(day) => setOpened({ from: day, to: day })}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {m.consistency_period({ days: spread.days, off: whole(spread.days_off) })}
      </Text>
      {opened !== undefined && (
        <ConsistencyRows asked={asked} {...opened} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}

function shareOf(share: number, days: number): string {
  return days < ENOUGH ? m.consistency_early() : percent(share);
}
