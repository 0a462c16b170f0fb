import { Anchor, Button, Group, Paper, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { openLog } from "@/features/activities/public/log-state";
import { useMe } from "@/features/identity/public/session";
import { addDays, type Day, dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import { lastsUntil } from "./pace";
import {
  roomForStartsQuery,
  type StartAnswer,
  startableQuery,
  startedSinceQuery,
  weeksQuery,
} from "./queries";

/** The pace is that of so many working days: four weeks. */
const DAYS = 20;
const WEEKS_BACK = 4;
const WEEKS_AHEAD = 52;

/** How long those last who wait to be started, at one's own pace, else at that which the plan holds. */
export function ListLasts() {
  const { data, error } = useQuery(startableQuery);
  if (error !== null) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="list-lasts" mih={118}>
      <Title order={2} mb={4} id="list-lasts">
        {m.plan_lasts_title()}
      </Title>
      {data === undefined ? (
        <Skeleton height={24} mb="xs" />
      ) : (
        <Text>
          {data.ready === 0 ? (
            m.plan_lasts_nobody({ cadence: data.cadence })
          ) : (
            <>
              {m.plan_lasts_people({ n: data.ready })}{" "}
              <Until waiting={data.ready} cadence={data.cadence} />{" "}
              <Anchor
                underline="always"
                renderRoot={(props) => (
                  <Link to="/people" search={{ view: "startable" }} {...props} />
                )}
              >
                {m.plan_lasts_all_people()}
              </Anchor>
            </>
          )}
        </Text>
      )}
      <Group gap="sm" mt="xs">
        <Text size="sm">{m.plan_lasts_find()}</Text>
        <PlaceLink to="/import">{m.plan_lasts_import()}</PlaceLink>
        <Button variant="default" size="compact-md" onClick={openLog}>
          {m.plan_lasts_referral()}
        </Button>
      </Group>
    </Paper>
  );
}

type UntilProps = { waiting: number; cadence: string };

/** Until when they last: by the pace of the last four weeks where there is one. */
function Until({ waiting, cadence }: UntilProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  const started = useQuery(startedSinceQuery(addDays(today, -7 * WEEKS_BACK))).data;
  const ahead = useQuery(weeksQuery(WEEKS_AHEAD)).data;
  const planned = useQuery({
    ...roomForStartsQuery(cadence, waiting, DAYS),
    enabled: started === 0,
  }).data;
  if (started === undefined || ahead == null) return null;
  if (started > 0) {
    const until = lastsUntil(waiting, { starts: started, days: DAYS }, ahead.days);
    return until === undefined
      ? m.plan_lasts_own_pace_long({ n: started })
      : m.plan_lasts_own_pace({ n: started, day: shortDay(until, today) });
  }
  if (planned === undefined) return null;
  const days = whole(DAYS);
  if (planned.fit === 0) return m.plan_lasts_no_room({ days });
  const until =
    planned.fit === waiting
      ? lastStart(planned)
      : lastsUntil(waiting, { starts: planned.fit, days: DAYS }, ahead.days);
  const told = { n: whole(planned.fit), days };
  return until === undefined
    ? m.plan_lasts_plan_pace_long(told)
    : m.plan_lasts_plan_pace({ ...told, day: shortDay(until, today) });
}

/** The day on which the last of them starts, where all do. */
function lastStart({ starts }: StartAnswer): Day | undefined {
  return starts
    .map((it) => it.on)
    .sort()
    .at(-1);
}
