import { Button, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import styles from "./four-states.module.css";

type FailedProps = {
  error: unknown;
  /** Asks once more. */
  retry: () => void;
};

/** A view that could not be shown: what happened, and the one next step. */
export function Failed({ error, retry }: FailedProps) {
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle className={styles.attention} aria-hidden="true" />
      <Title order={2} size="h3">
        {m.states_failed_title()}
      </Title>
      <Text>{problemText(error)}</Text>
      <Button variant="default" onClick={retry}>
        {m.states_try_again()}
      </Button>
    </div>
  );
}
