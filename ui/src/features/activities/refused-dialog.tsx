import { Modal } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import type { Entry } from "@/shared/outbox/writes";
import { RefusedList } from "./refused-list";

type RefusedDialogProps = { refused: readonly Entry[]; onClose: () => void };

/** What the server did not take, as a dialog. */
export function RefusedDialog({ refused, onClose }: RefusedDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.activities_refused_title()}
      size="lg"
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <RefusedList refused={refused} />
    </Modal>
  );
}
