import { Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { touchKey } from "@/features/activities/public/file-touch";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import { activitiesOfDayQuery, canStartTodayQuery, type Today, type Touch } from "./queries";
import { RowsTable } from "./rows-table";

type LeftDialogProps = { touches: readonly Touch[]; onClose: () => void };

/** The touches that are left, with the minutes of each. */
export function LeftDialog({ touches, onClose }: LeftDialogProps) {
  return (
    <Modal opened onClose={onClose} title={m.today_left_title()} closeButtonProps={closing()}>
      <RowsTable rows={touches.map(rowOf)} unit={m.today_unit_minutes()} />
    </Modal>
  );
}

type PromisedDialogProps = { today: Today; onClose: () => void };

/** What the day is promised to: what was done of it, and what is planned. */
export function PromisedDialog({ today, onClose }: PromisedDialogProps) {
  const query = useQuery(activitiesOfDayQuery(today.on));
  return (
    <Modal opened onClose={onClose} title={m.today_promised_title()} closeButtonProps={closing()}>
      <FourStates query={query} skeleton={<RowsSkeleton rows={5} height={34} />}>
        {({ activities }) => {
          const done = activities
            .filter((activity) => activity.enrollment != null)
            .map((activity) => ({
              id: activity.id,
              what: channelWord(activity.channel),
              detail: outcomeWord(activity.outcome),
              n: activity.minutes,
            }));
          const rows = [...done, ...today.touches.map(rowOf)];
          return (
            <>
              <RowsTable rows={rows} unit={m.today_unit_minutes()} />
              <Text size="sm" c="dimmed" mt="sm">
                {m.today_promised_of({ hours: String(today.hours), room: String(today.room) })}
              </Text>
            </>
          );
        }}
      </FourStates>
    </Modal>
  );
}

type RoomDialogProps = { today: Today; onClose: () => void };

/** What room is left: the hours of the day less what they are promised to. */
export function RoomDialog({ today, onClose }: RoomDialogProps) {
  const rows = [
    { id: "hours", what: m.today_room_hours(), n: today.hours },
    { id: "promised", what: m.today_room_promised(), n: -today.promised },
  ];
  return (
    <Modal opened onClose={onClose} title={m.today_room_title()} closeButtonProps={closing()}>
      <RowsTable rows={rows} unit={m.today_unit_minutes()} />
    </Modal>
  );
}

type CanStartDialogProps = { today: Today; onClose: () => void };

/** Who can be started today. */
export function CanStartDialog({ today, onClose }: CanStartDialogProps) {
  const query = useQuery(canStartTodayQuery(today.cadence, today.can_start));
  return (
    <Modal opened onClose={onClose} title={m.today_start_more()} closeButtonProps={closing()}>
      <FourStates query={query} skeleton={<RowsSkeleton rows={5} height={34} />}>
        {({ starts }) => (
          <RowsTable
            rows={starts.map((it) => ({
              id: it.person,
              what: it.name,
              detail: shortDay(it.on, today.on),
              n: 1,
            }))}
            unit={m.today_unit_people()}
          />
        )}
      </FourStates>
    </Modal>
  );
}

/** The language may change: asked each time. */
function closing() {
  return { "aria-label": m.frame_close() };
}

function rowOf(touch: Touch) {
  return {
    id: touchKey(touch),
    what: touch.name,
    detail: channelWord(touch.channel),
    n: touch.minutes,
  };
}
