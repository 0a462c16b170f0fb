import { Button, Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import styles from "./cadences.module.css";
import { type Step, versionsQuery } from "./queries";

type VersionsProps = { id: string; onTake: (steps: Step[]) => void };

/** Every version: an earlier one can be taken up again, and counts once it is saved. */
export function Versions({ id, onTake }: VersionsProps) {
  const query = useQuery(versionsQuery(id));
  return (
    <Paper withBorder p="md">
      <Title order={2}>{m.cadences_versions()}</Title>
      <Text size="sm" c="dimmed">
        {m.cadences_versions_text()}
      </Text>
      <FourStates query={query} skeleton={<RowsSkeleton rows={2} height={44} />}>
        {({ versions }) => (
          <ul className={styles.versions}>
            {versions.map((version, n) => (
              <li key={version.id}>
                <span>{m.cadences_version_n({ n: version.version })}</span>
                <span>
                  {m.cadences_of_touches({ n: version.touches, time: minutes(version.minutes) })}
                </span>
                {version.why !== "" && <span>{m.cadences_why_told({ why: version.why })}</span>}
                {n > 0 && (
                  <Button variant="subtle" size="compact-sm" onClick={() => onTake(version.steps)}>
                    {m.cadences_take_version({ n: version.version })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </Paper>
  );
}
