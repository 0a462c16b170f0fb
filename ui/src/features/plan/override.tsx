import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";

type OverrideProps = {
  n: number;
  isSaving: boolean;
  onStart: (why: string) => void;
  onLeave: () => void;
};

/** Starting against the plan: only with a why, which is kept and counted. */
export function Override({ n, isSaving, onStart, onLeave }: OverrideProps) {
  const [why, setWhy] = useState("");
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() === "") setMissing(true);
        else onStart(why.trim());
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={m.plan_why()}
          description={m.plan_why_text()}
          value={why}
          data-autofocus
          error={isMissing && why.trim() === "" ? m.plan_why_missing() : undefined}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button type="submit" color="red" loading={isSaving}>
            {m.plan_start_against({ n })}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {m.plan_rather_not()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
