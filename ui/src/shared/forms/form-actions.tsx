import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";
import { ProblemAlert } from "./problem-alert";

type FormActionsProps = {
  /** What the form does, as its button says it. */
  label: string;
  problem: string | undefined;
  isSending: boolean;
  /** Leaves without doing it; where there is nowhere to go back to there is no such button. */
  onCancel?: () => void;
  /** What cannot be taken back is red. */
  isGrave?: boolean;
  children?: ReactNode;
};

/** The end of a form: what it was refused for, and its buttons. */
export function FormActions(props: FormActionsProps) {
  const { label, problem, isSending, onCancel, isGrave, children } = props;
  return (
    <>
      <ProblemAlert text={problem} />
      <Group justify="flex-end">
        {children}
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            {m.forms_cancel()}
          </Button>
        )}
        <Button
          type="submit"
          loading={isSending}
          {...(isGrave ? { color: "red.8", autoContrast: true } : {})}
        >
          {label}
        </Button>
      </Group>
    </>
  );
}
