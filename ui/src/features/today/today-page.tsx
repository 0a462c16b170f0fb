import { Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { longDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { todayQuery } from "./queries";

/** The day: how much of it is promised, and how much is free. */
export function TodayPage() {
  const { zone } = useMe();
  return (
    <>
      <Title order={1}>{longDay(dayIn(zone))}</Title>
      <FourStates query={useQuery(todayQuery)} skeleton={<Skeleton height={24} width={320} />}>
        {({ touches, promised, hours, room }) => (
          <Text c="dimmed">
            {m.today_summary({
              n: touches.length,
              promised: `${promised}/${hours}`,
              room: minutes(room),
            })}
          </Text>
        )}
      </FourStates>
    </>
  );
}
