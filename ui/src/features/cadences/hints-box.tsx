import { Alert, List } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { m } from "@/shared/messages/gen/messages";

type HintsBoxProps = { hints: readonly string[] };

/** What could be better; nothing while all is well. */
export function HintsBox({ hints }: HintsBoxProps) {
  if (hints.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconBulb aria-hidden="true" />}
      title={m.cadences_hints()}
    >
      <List size="sm">
        {hints.map((hint) => (
          <List.Item key={hint}>{hint}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
