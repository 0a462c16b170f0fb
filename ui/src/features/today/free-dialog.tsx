import { Button, Group, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { touchKey } from "@/features/activities/public/file-touch";
import { openLog } from "@/features/activities/public/log-state";
import { takeFocus } from "@/shared/focus/take-focus";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { minutes as inMinutes } from "@/shared/numbers/format";
import { channelWord } from "@/shared/words/contact";
import { beginBlock } from "./block/block";
import { freeQuery, type Touch } from "./queries";
import { RowsTable } from "./rows/rows-table";
import { useDone } from "./use-queue";

type FreeDialogProps = { minutes: number; onClose: () => void };

/** The touches that fit into the minutes at hand, and a block of just these. */
export function FreeDialog({ minutes, onClose }: FreeDialogProps) {
  const query = useQuery(freeQuery(minutes));
  const done = useDone();
  const left = query.data?.filter((touch) => !done.has(touchKey(touch)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.free_title({ minutes: inMinutes(minutes) })}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <FourStates
        query={{ ...query, data: left }}
        skeleton={<RowsSkeleton rows={4} height={34} />}
        isEmpty={(touches) => touches.length === 0}
        empty={<NothingFits minutes={minutes} onClose={onClose} />}
      >
        {(touches) => <Fitting touches={touches} />}
      </FourStates>
    </Modal>
  );
}

type FittingProps = { touches: readonly Touch[] };

function Fitting({ touches }: FittingProps) {
  const navigate = useNavigate();
  const begin = () => {
    const order = touches.map(touchKey);
    beginBlock({ channel: "all", endsBy: "count", end: order.length, goal: 0, order });
    void navigate({ to: "/today/touches" });
  };
  return (
    <>
      <Text size="sm" c="dimmed">
        {m.free_lead()}
      </Text>
      <RowsTable
        unit={m.today_unit_minutes()}
        rows={touches.map((touch) => ({
          id: touchKey(touch),
          what: touch.name,
          detail: channelWord(touch.channel),
          n: touch.minutes,
        }))}
      />
      <Button mt="md" ref={takeFocus} onClick={begin}>
        {m.free_start({ n: touches.length })}
      </Button>
    </>
  );
}

function NothingFits({ minutes, onClose }: FreeDialogProps) {
  return (
    <>
      <Text fw={600}>{m.free_nothing({ minutes: inMinutes(minutes) })}</Text>
      <Text size="sm">{m.free_nothing_text()}</Text>
      <Group mt="md">
        <Button
          ref={takeFocus}
          onClick={() => {
            onClose();
            openLog();
          }}
        >
          {m.keyboard_log()}
        </Button>
        <PlaceLink to="/plan" button="default">
          {m.today_choose_whom()}
        </PlaceLink>
      </Group>
    </>
  );
}
