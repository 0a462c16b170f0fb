import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { openLog } from "@/features/activities/public/log-state";
import { Empty } from "@/shared/four-states/empty";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { startableQuery, type Today } from "./queries";

type NothingPromisedProps = { today: Today };

/** A day on which nothing is promised: whom to start, or what was done. */
export function NothingPromised({ today }: NothingPromisedProps) {
  const router = useRouter();
  const hasPlan = "/plan" in router.routesByPath;
  const { data: startable } = useQuery(startableQuery);
  // Where nobody can be started, bringing people is offered beside it.
  const hasWhom = startable === undefined || startable.ready > 0;
  return (
    <Empty
      title={
        today.no_hours ? m.today_empty_no_hours() : m.today_empty({ room: minutes(today.room) })
      }
    >
      {hasPlan && (today.no_hours || hasWhom) && (
        <Button onClick={() => router.history.push("/plan")}>
          {today.no_hours ? m.today_set_hours() : m.today_choose_whom()}
        </Button>
      )}
      <Button variant="default" onClick={openLog}>
        {m.keyboard_log()}
      </Button>
    </Empty>
  );
}
