import { Paper, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import styles from "./cadences.module.css";
import type { CadenceShown } from "./queries";
import { RetireButton } from "./retire-button";

type RetiredProps = { cadences: readonly CadenceShown[] };

/** The cadences out of use, each with its way back. */
export function Retired({ cadences }: RetiredProps) {
  if (cadences.length === 0) return null;
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
            <RetireButton cadence={one} isInList />
          </li>
        ))}
      </ul>
    </Paper>
  );
}
