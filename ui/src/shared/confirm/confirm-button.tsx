import { Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog";

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
      <ConfirmDialog
        isOpen={isAsking}
        question={question}
        text={text}
        label={children}
        isGrave
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
