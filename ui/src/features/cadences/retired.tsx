import { Button, Paper, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./cadences.module.css";
import { type CadenceShown, useRetire } from "./queries";

type RetiredProps = { cadences: readonly CadenceShown[] };

/** The cadences out of use, each with its way back. */
export function Retired({ cadences }: RetiredProps) {
  const { mutateAsync, isPending } = useRetire();
  if (cadences.length === 0) return null;
  const restore = ({ id, name }: CadenceShown) =>
    sayWhatCame(mutateAsync({ id, isRetired: false }), () =>
      showMessage(m.cadences_in_use_again({ name })),
    );
  return (
    <Paper withBorder p="md" mt="md">
      <Title order={2} size="h3">
        {m.cadences_retired()}
      </Title>
      <Text size="sm" c="dimmed">
        {m.cadences_retired_text()}
      </Text>
      <ul className={styles.versions}>
        {cadences.map((one) => (
          <li key={one.id}>
            <Link to="/cadences/$id" params={{ id: one.id }} search={{}} className={styles.name}>
              {one.name}
            </Link>
            <Button
              variant="default"
              size="compact-md"
              disabled={isPending}
              aria-label={m.cadences_use_again_of({ name: one.name })}
              onClick={() => void restore(one)}
            >
              {m.cadences_use_again()}
            </Button>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
