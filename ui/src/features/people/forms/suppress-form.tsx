import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord } from "@/shared/words/contact";
import { type Channel, type Person, useSuppress } from "../queries";

const CALLS_AND_TEXTS: Channel[] = ["call", "text"];
const ALL: Channel[] = [
  ...CALLS_AND_TEXTS,
  "email",
  "social",
  "letter",
  "walk_in",
  "event",
  "video",
];

type SuppressFormProps = { people: readonly Person[]; onClose: () => void };

/** Forbids channels to people, for ever: it says so, for nothing lifts it. */
export function SuppressForm({ people, onClose }: SuppressFormProps) {
  const suppress = useSuppress();
  const form = useForm<{ channels: string[]; why: string }>({
    initialValues: { channels: ALL, why: "" },
    validate: {
      channels: (channels) => (channels.length === 0 ? m.people_channel_missing() : null),
      why: (why) => (why.trim() === "" ? m.forms_why_missing() : null),
    },
  });
  const { problem, isSending, send } = useSending(form, {
    why_missing: ["why", m.forms_why_missing],
    why_too_long: ["why", m.forms_too_long],
    channel_missing: ["channels", m.people_channel_missing],
  });
  const [first] = people;
  const who = people.length === 1 && first ? first.name : m.people_n({ n: people.length });
  const submit = (typed: { channels: string[]; why: string }) =>
    send(async () => {
      const channels = ALL.filter((channel) => typed.channels.includes(channel));
      for (const person of people) {
        await suppress.mutateAsync({ id: person.id, body: { channels, why: typed.why.trim() } });
      }
      onClose();
      showMessage(m.people_suppressed_said({ name: who }));
    });
  return (
    <FormDialog title={m.people_suppress_title({ name: who })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <Text>{m.people_suppress_text()}</Text>
          <Checkbox.Group {...form.getInputProps("channels")} label={m.people_channels()}>
            <Group gap="sm" mt={4}>
              {ALL.map((channel) => (
                <Checkbox key={channel} value={channel} label={channelWord(channel)} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput
            {...form.getInputProps("why")}
            label={m.people_suppress_why()}
            dir="auto"
            withAsterisk
            data-autofocus
          />
          <FormActions
            label={m.people_suppress_do()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
            isGrave
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
