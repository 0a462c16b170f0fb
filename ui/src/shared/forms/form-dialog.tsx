import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";

type FormDialogProps = { title: string; onClose: () => void; children: ReactNode };

/** A dialog with one form in it. It is made anew each time, so it begins empty. */
export function FormDialog({ title, onClose, children }: FormDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      {children}
    </Modal>
  );
}
