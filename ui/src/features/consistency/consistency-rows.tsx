import { Drawer, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { ActivityRows } from "./public/activity-rows";
import { type Asked, consistencyRowsQuery } from "./queries";

type ConsistencyRowsProps = { asked: Asked; from: string; to: string; onClose: () => void };

/** What stands behind a day of the strip. */
export function ConsistencyRows({ asked, from, to, onClose }: ConsistencyRowsProps) {
  const { zone } = useMe();
  const query = useQuery(consistencyRowsQuery(asked, from, to));
  const today = dayIn(zone);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={shortDay(from, today)}
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <FourStates
        query={query}
        skeleton={<Loading height={160} />}
        isEmpty={(data) => data.activities.length === 0 && data.by_hand.length === 0}
        empty={<Text>{m.recipes_nothing_counted()}</Text>}
      >
        {(data) => (
          <Stack>
            <Text>{m.recipes_counted({ n: data.times })}</Text>
            {data.by_hand.map((row) => (
              <Text key={row.entry}>
                {m.recipes_row_by_hand({ day: shortDay(row.on, today), n: whole(row.times) })}
              </Text>
            ))}
            <ActivityRows
              rows={data.activities.map((row) => ({ id: row.activity, day: row.on, detail: "" }))}
            />
          </Stack>
        )}
      </FourStates>
    </Drawer>
  );
}
