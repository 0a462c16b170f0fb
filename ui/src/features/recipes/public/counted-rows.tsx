import { Drawer, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ActivityRows } from "@/features/consistency/public/activity-rows";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { countedQuery, type RowsShown, type SpanName } from "../queries";
import { SPANS } from "../words";

type CountedRowsProps = {
  ingredient: string;
  span: SpanName;
  /** Whose; one's own when left out. */
  member?: string;
  onClose: () => void;
};

/** What stands behind a count. */
export function CountedRows({ ingredient, span, member, onClose }: CountedRowsProps) {
  const query = useQuery(countedQuery(ingredient, span, member));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={`${ingredient}, ${SPANS[span]()}`}
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <FourStates
        query={query}
        skeleton={<Loading height={200} />}
        isEmpty={(data) => data.activities.length === 0 && data.by_hand.length === 0}
        empty={<Text>{m.recipes_nothing_counted()}</Text>}
      >
        {(data) => <Rows data={data} />}
      </FourStates>
    </Drawer>
  );
}

type RowsProps = { data: RowsShown };

function Rows({ data }: RowsProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  return (
    <Stack>
      <Text>{m.recipes_counted({ n: data.times })}</Text>
      {data.by_hand.map((row) => (
        <Text key={row.entry}>
          {m.recipes_row_by_hand({ day: shortDay(row.on, today), n: whole(row.times) })}
        </Text>
      ))}
      <ActivityRows
        rows={data.activities.map((row) => ({
          id: row.activity,
          day: row.on,
          detail: [
            row.times > 1 ? m.recipes_row_times({ n: whole(row.times) }) : "",
            row.in_time ? "" : m.recipes_row_late(),
          ]
            .filter(Boolean)
            .join(", "),
        }))}
      />
    </Stack>
  );
}
