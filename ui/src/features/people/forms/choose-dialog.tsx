import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { type StartAnswer, useStart } from "@/features/enrollments/public/by-hand";
import { useTakeBackStarts } from "@/features/enrollments/public/take-back-starts";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayIn } from "@/shared/dates/days";
import { nearDay } from "@/shared/dates/format";
import { FormDialog } from "@/shared/forms/form-dialog";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";

type ChooseDialogProps = {
  cadence: string;
  /** Those for whom there is room. */
  starts: StartAnswer["starts"];
  onClose: () => void;
};

/** Those who can start, by name; whoever is not wanted is left out, and the others are started. */
export function ChooseDialog({ cadence, starts, onClose }: ChooseDialogProps) {
  const today = dayIn(useMe().zone);
  const [chosen, setChosen] = useState(() => starts.map(({ person }) => person));
  const start = useStart();
  const takeBack = useTakeBackStarts();
  const begin = () =>
    start.mutate(
      { cadence, whom: { people: chosen } },
      {
        onSuccess: ({ starts: started }) => {
          onClose();
          showMessage(m.people_started_on_cadence({ n: started.length, cadence }), () =>
            takeBack(started),
          );
        },
      },
    );
  return (
    <FormDialog title={m.people_choose_title({ cadence })} onClose={onClose}>
      <Stack>
        <Text size="sm" c="dimmed">
          {m.people_choose_text()}
        </Text>
        <Checkbox.Group value={chosen} onChange={setChosen} aria-label={m.people_choose_who()}>
          <Stack gap={6}>
            {starts.map(({ person, name, on }) => (
              <Checkbox
                key={person}
                value={person}
                label={name}
                description={m.people_first_touch({ day: nearDay(on, today) })}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <ProblemAlert text={start.error === null ? undefined : problemText(start.error)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {m.forms_cancel()}
          </Button>
          <Button
            data-autofocus
            disabled={chosen.length === 0}
            loading={start.isPending}
            onClick={begin}
          >
            {m.people_start_count({ n: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </FormDialog>
  );
}
