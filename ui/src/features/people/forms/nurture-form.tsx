import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { fileActivity, noteOf, takeBack } from "@/features/activities/public/file-touch";
import { useMe } from "@/features/identity/public/session";
import { addDays, dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import type { Channel, Person } from "../queries";

/** On which channels somebody says "not now". */
const CHANNELS: readonly Channel[] = [
  "call",
  "email",
  "text",
  "social",
  "walk_in",
  "event",
  "video",
];

/** Up to so many days "not now" only moves the next touch. */
const NEAR = 14;

/** How long is usual, in days. */
const USUAL = [
  { days: 30, word: m.people_nurture_month },
  { days: 91, word: m.people_nurture_quarter },
  { days: 182, word: m.people_nurture_half_year },
];
const QUARTER = 91;

type NurtureFormProps = { person: Person; onClose: () => void };

/** Files that it is not the time, until a day far off: nothing is planned until then, with network or without. */
export function NurtureForm({ person, onClose }: NurtureFormProps) {
  const today = dayIn(useMe().zone);
  const form = useForm({
    initialValues: { channel: "call" as Channel, until: addDays(today, QUARTER), note: "" },
  });
  const submit = ({ channel, until, note }: typeof form.values) => {
    const label = `${outcomeWord("not_now")}, ${person.name}`;
    const told = { person: person.id, outcome: "not_now", channel, until, ...noteOf(note) };
    const id = fileActivity(label, told);
    onClose();
    showMessage(m.people_nurture_said({ name: person.name, day: shortDay(until, today) }), () =>
      takeBack(id, label),
    );
  };
  return (
    <FormDialog title={m.people_nurture_title({ name: person.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Text size="sm" c="dimmed">
            {m.people_nurture_text()}
          </Text>
          <TextInput
            {...form.getInputProps("until")}
            type="date"
            label={m.people_until_day()}
            min={addDays(today, NEAR + 1)}
            required
            data-autofocus
          />
          <Group gap="xs">
            {USUAL.map(({ days, word }) => (
              <Button
                key={days}
                size="compact-sm"
                variant="default"
                onClick={() => form.setFieldValue("until", addDays(today, days))}
              >
                {word()}
              </Button>
            ))}
          </Group>
          <NativeSelect
            {...form.getInputProps("channel")}
            label={m.people_channel()}
            data={CHANNELS.map((value) => ({ value, label: channelWord(value) }))}
          />
          <Textarea
            {...form.getInputProps("note")}
            label={m.people_note()}
            dir="auto"
            autosize
            minRows={2}
          />
          <FormActions
            label={m.people_nurture_do()}
            problem={undefined}
            isSending={false}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
