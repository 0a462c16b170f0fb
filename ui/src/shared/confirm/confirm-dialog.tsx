import { Button, Group, Modal, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";

type ConfirmDialogProps = {
  isOpen: boolean;
  /** What is about to be done, as a question or as what speaks against it. */
  question: string;
  /** What is lost by it, or kept. */
  text?: string | undefined;
  /** What the button that does it is called. */
  label: ReactNode;
  /** What the button that leaves all as it is is called. */
  keep?: string;
  /** It cannot be undone. */
  isGrave?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something is done; whoever presses Enter leaves all as it is. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, question, text, label, keep, isGrave = false, onConfirm, onClose } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={question}
      centered
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      {text !== undefined && <Text>{text}</Text>}
      <Group mt="md" justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep ?? m.shared_keep()}
        </Button>
        <Button {...(isGrave ? { color: "red.8", autoContrast: true } : {})} onClick={onConfirm}>
          {label}
        </Button>
      </Group>
    </Modal>
  );
}
