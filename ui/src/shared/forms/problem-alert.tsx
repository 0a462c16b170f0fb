import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";

type ProblemAlertProps = { text: string | undefined };

/** What a form as a whole was refused for; heard when it appears. */
export function ProblemAlert({ text }: ProblemAlertProps) {
  return (
    <div role="alert">
      {text !== undefined && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden="true" />}>
          {text}
        </Alert>
      )}
    </div>
  );
}
