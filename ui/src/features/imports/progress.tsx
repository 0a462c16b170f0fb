import { Progress as Bar, Button, Group, Paper, Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { type ImportShown, useDrop } from "./queries";

type ProgressProps = { shown: ImportShown };

/** How far the work has come. It goes on by itself, whoever looks. */
export function Progress({ shown }: ProgressProps) {
  const drop = useDrop();
  const { done, of, state } = shown;
  const isKnown = typeof done === "number" && typeof of === "number" && of > 0;
  const doing = DOING[state] ?? m.imports_reading;
  return (
    <Paper withBorder p="md">
      <Text fw={600} role="status">
        {doing()}
      </Text>
      <Bar
        value={isKnown ? (100 * done) / of : 100}
        animated={!isKnown}
        my="sm"
        aria-label={doing()}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {isKnown && m.imports_so_far({ done: whole(done), of: whole(of) })} {m.imports_goes_on()}
        </Text>
        {state !== "undoing" && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => drop.mutate(shown.id)}
            loading={drop.isPending}
          >
            {m.imports_stop()}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

const DOING: Partial<Record<ImportShown["state"], () => string>> = {
  reading: m.imports_reading,
  importing: m.imports_importing,
  undoing: m.imports_undoing,
};
