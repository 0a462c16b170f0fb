import { Button, type ButtonProps, Group, Modal, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { m } from "@/shared/messages/gen/messages";

type ConfirmButtonProps = Pick<ButtonProps, "size" | "variant" | "color" | "loading"> & {
  /** What stands on it. */
  children: ReactNode;
  /** What it is called where its text alone does not say to what it belongs. */
  label?: string;
  /** What cannot be undone, as a question. */
  question: string;
  /** What is lost by it. */
  text?: string;
  onConfirm: () => void;
};

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { children, label, question, text, onConfirm, ...looks } = props;
  const [isAsking, setAsking] = useState(false);
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        {...looks}
        aria-label={label}
        onClick={() => setAsking(true)}
      >
        {children}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={question}
        centered
        closeButtonProps={{ "aria-label": m.frame_close() }}
      >
        {text !== undefined && <Text>{text}</Text>}
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {m.shared_keep()}
          </Button>
          <Button color="red.8" autoContrast onClick={confirm}>
            {children}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
