import { Modal, Stack, Text } from "@mantine/core";
import { LeaveForm } from "@/features/calendar/public/leave-form";
import { m } from "@/shared/messages/gen/messages";

type PauseDialogProps = { onClose: () => void };

/** Holds everybody over some days: their windows wait, and nothing piles up behind them. */
export function PauseDialog({ onClose }: PauseDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.plan_pause_everybody()}
      size="lg"
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <Stack>
        <Text>{m.plan_pause_text()}</Text>
        <LeaveForm action={m.plan_pause()} onTaken={onClose} />
      </Stack>
    </Modal>
  );
}
