import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";

type FormDialogProps = {
  title: string;
  onClose: () => void;
  /** How wide; as a form with one column of fields where nothing is said. */
  size?: "md" | "xl";
  children: ReactNode;
};

/** A dialog with one form in it. It is made anew each time, so it begins empty. */
export function FormDialog({ title, onClose, size = "md", children }: FormDialogProps) {
  return (
    <Modal
      opened
      size={size}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      {children}
    </Modal>
  );
}
