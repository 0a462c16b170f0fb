import { Anchor, Modal } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { touchKey } from "@/features/activities/public/file-touch";
import { progressQuery } from "@/features/recipes/public/recipe";
import { Failed } from "@/shared/four-states/failed";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { channelWord } from "@/shared/words/contact";
import { activitiesOfDayQuery, closingQuery, type Today, type Touch } from "../queries";
import { promisedRows } from "./promised-rows";
import { RowsTable } from "./rows-table";

type LeftDialogProps = { touches: readonly Touch[]; onClose: () => void };

/** The touches that are left, with the minutes of each. */
export function LeftDialog({ touches, onClose }: LeftDialogProps) {
  const rows = touches.map((touch) => ({
    id: touchKey(touch),
    what: touch.name,
    detail: channelWord(touch.channel),
    n: touch.minutes,
  }));
  return (
    <Modal opened onClose={onClose} title={m.today_left_title()} closeButtonProps={closing()}>
      <RowsTable rows={rows} unit={m.today_unit_minutes()} />
    </Modal>
  );
}

type DayDialogProps = { today: Today; onClose: () => void };

/** What the day is promised to: what was done of it, and what is planned. */
export function PromisedDialog({ today, onClose }: DayDialogProps) {
  const [activities, closed, progress] = useQueries({
    queries: [activitiesOfDayQuery(today.on), closingQuery, progressQuery],
  });
  const error = activities.error ?? closed.error ?? progress.error;
  const isKnown = activities.data && closed.data && progress.data !== undefined;
  return (
    <Modal opened onClose={onClose} title={m.today_promised_title()} closeButtonProps={closing()}>
      {isKnown ? (
        <RowsTable
          unit={m.today_unit_minutes()}
          rows={promisedRows({
            today,
            closing: closed.data,
            activities: activities.data.activities,
            progress: progress.data,
          })}
        />
      ) : error === null ? (
        <RowsSkeleton rows={5} height={34} />
      ) : (
        <Failed
          error={error}
          retry={() => void Promise.all([activities.refetch(), closed.refetch()])}
        />
      )}
    </Modal>
  );
}

/** How the room of the day comes about: its hours less what is promised. */
export function RoomDialog({ today, onClose }: DayDialogProps) {
  const { hours, promised, room } = today;
  const over = room - (hours - promised);
  return (
    <Modal opened onClose={onClose} title={m.rows_room_title()} closeButtonProps={closing()}>
      <RowsTable
        unit={m.today_unit_minutes()}
        rows={[
          { id: "hours", what: m.rows_hours(), n: hours },
          { id: "promised", what: m.rows_promised(), n: -promised },
          ...(over === 0 ? [] : [{ id: "over", what: m.rows_over(), n: over }]),
        ]}
      />
      <Anchor component={Link} to="/plan/calendar" size="sm" underline="always">
        {m.rows_change_hours()}
      </Anchor>
    </Modal>
  );
}

/** The language may change: asked each time. */
function closing() {
  return { "aria-label": m.frame_close() };
}
