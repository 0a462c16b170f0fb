import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { fileActivity, noteOf, takeBack } from "@/features/activities/public/file-touch";
import { useMe } from "@/features/identity/public/session";
import { addDays, dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import { STANDING_WORDS } from "../public/words";
import { type Channel, type Person, personQuery, useChangePerson } from "../queries";

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

/**
 * Puts somebody in nurture until a day far off: nothing is planned until then. What they said is filed, with network or
 * without; what is decided without a talk counts as none. Who is on a cadence leaves it by what they say.
 */
export function NurtureForm({ person, onClose }: NurtureFormProps) {
  const today = dayIn(useMe().zone);
  const client = useQueryClient();
  const change = useChangePerson();
  const canDecide = person.standing !== "prospect";
  const form = useForm({
    initialValues: {
      channel: (canDecide ? "" : "call") as Channel | "",
      until: addDays(today, QUARTER),
      note: "",
    },
  });
  const { problem, isSending, send } = useSending(form);
  const decide = (until: string) =>
    send(async () => {
      const seen = client.getQueryData(personQuery(person.id).queryKey);
      const told = { standing: "in_nurture", nurture_until: until } as const;
      const { etag } = await change.mutateAsync({ id: person.id, etag: seen?.etag ?? null, told });
      onClose();
      showMessage(
        m.people_nurture_said({ name: person.name, day: shortDay(until, today) }),
        async () => {
          const { nurture_until = null } = person;
          const before = { standing: standingOf(person), nurture_until };
          await change.mutateAsync({ id: person.id, etag, told: before });
        },
      );
    });
  const submit = ({ channel, until, note }: typeof form.values) => {
    if (channel === "") return void decide(until);
    const label = `${outcomeWord("not_now")}, ${person.name}`;
    const told = { person: person.id, outcome: "not_now", channel, until, ...noteOf(note) };
    const id = fileActivity(label, told);
    onClose();
    showMessage(m.people_nurture_said({ name: person.name, day: shortDay(until, today) }), () =>
      takeBack(id, label),
    );
  };
  const channels = CHANNELS.map((value) => ({ value: value as string, label: channelWord(value) }));
  return (
    <FormDialog title={m.people_nurture_title({ name: person.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Text size="sm" c="dimmed">
            {form.values.channel === "" ? m.people_nurture_text_decided() : m.people_nurture_text()}
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
            label={canDecide ? m.people_nurture_who() : m.people_channel()}
            data={
              canDecide ? [{ value: "", label: m.people_nurture_no_talk() }, ...channels] : channels
            }
          />
          {form.values.channel !== "" && (
            <Textarea
              {...form.getInputProps("note")}
              label={m.people_note()}
              dir="auto"
              autosize
              minRows={2}
            />
          )}
          <FormActions
            label={m.people_nurture_do()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}

function standingOf({ standing }: Person) {
  const known = Object.keys(STANDING_WORDS) as (keyof typeof STANDING_WORDS)[];
  return known.find((it) => it === standing) ?? "lead";
}
