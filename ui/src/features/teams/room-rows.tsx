import { Drawer } from "@mantine/core";
import { shortDay } from "@/shared/dates/format";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import type { PlanDay } from "./queries";

/** What of a day is summed up. */
export type RoomPart = "hours" | "promised" | "room";

type RoomRowsProps = {
  name: string;
  days: readonly PlanDay[];
  onClose: () => void;
};

/** The days behind the hours, what is promised and the room of a member; their sums stand in the last row. */
export function RoomRows({ name, days, onClose }: RoomRowsProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={name}
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <Table
        caption={m.teams_room_rows()}
        headings={[m.teams_cover_days(), m.teams_hours_short(), m.teams_promised(), m.teams_room()]}
        rows={[
          ...days.map((day) => ({
            id: day.on,
            cells: [shortDay(day.on), minutes(day.hours), minutes(day.promised), minutes(day.room)],
          })),
          {
            id: "sum",
            cells: [
              m.teams_sum(),
              minutes(sumOf(days, "hours")),
              minutes(sumOf(days, "promised")),
              minutes(sumOf(days, "room")),
            ],
          },
        ]}
      />
    </Drawer>
  );
}

/** A part of all days together. */
export function sumOf(days: readonly PlanDay[], part: RoomPart): number {
  return days.reduce((all, day) => all + day[part], 0);
}
