import { Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { fileActivity, noteOf, takeBack } from "@/features/activities/public/file-touch";
import { useMe } from "@/features/identity/public/session";
import { instantOf } from "@/shared/dates/instants";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import { type Channel, outcomesQuery, type Person } from "../queries";

const CHANNELS: readonly Channel[] = [
  "call",
  "email",
  "text",
  "social",
  "letter",
  "walk_in",
  "event",
  "video",
];

type Typed = {
  channel: Channel;
  outcome: string;
  agreed: string;
  until: string;
  why: string;
  note: string;
  isPrivate: boolean;
};

type LogFormProps = { person: Person; onClose: () => void };

/** Files what was done with a person on any channel, with network or without. */
export function LogForm({ person, onClose }: LogFormProps) {
  const { zone } = useMe();
  const { data } = useQuery(outcomesQuery);
  const form = useForm<Typed>({
    initialValues: {
      channel: "call",
      outcome: "no_answer",
      agreed: "",
      until: "",
      why: "",
      note: "",
      isPrivate: false,
    },
  });
  const { outcome } = form.values;
  const effect = data?.outcomes.find((it) => it.name === outcome)?.same_as ?? outcome;
  const asks = {
    agreed: effect === "call_back" || effect === "meeting_set",
    until: effect === "not_now" || effect === "out_of_office",
    why: effect === "not_a_fit",
  };
  const submit = (typed: Typed) => {
    const label = `${outcomeWord(typed.outcome)}, ${person.name}`;
    const id = fileActivity(label, {
      person: person.id,
      channel: typed.channel,
      outcome: typed.outcome,
      ...(asks.agreed && typed.agreed !== ""
        ? { agreed: instantOf(typed.agreed.slice(0, 10), typed.agreed.slice(11, 16), zone) }
        : {}),
      ...(asks.until && typed.until !== "" ? { until: typed.until } : {}),
      ...(asks.why ? { why: typed.why.trim() } : {}),
      ...noteOf(typed.note, typed.isPrivate),
    });
    onClose();
    showMessage(m.people_filed({ name: person.name, outcome: outcomeWord(typed.outcome) }), () =>
      takeBack(id, label),
    );
  };
  const outcomes = data?.outcomes.map(({ name }) => name) ?? [outcome];
  return (
    <FormDialog title={m.people_log_title({ name: person.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Group grow align="start">
            <NativeSelect
              {...form.getInputProps("channel")}
              label={m.people_channel()}
              data={CHANNELS.map((value) => ({ value, label: channelWord(value) }))}
              data-autofocus
            />
            <NativeSelect
              {...form.getInputProps("outcome")}
              label={m.people_outcome()}
              data={outcomes.map((value) => ({ value, label: outcomeWord(value) }))}
            />
          </Group>
          {asks.agreed && (
            <TextInput
              {...form.getInputProps("agreed")}
              type="datetime-local"
              label={m.people_agreed()}
              required={effect === "call_back"}
            />
          )}
          {asks.until && (
            <TextInput
              {...form.getInputProps("until")}
              type="date"
              label={m.people_until_day()}
              required
            />
          )}
          {asks.why && (
            <TextInput {...form.getInputProps("why")} label={m.forms_why()} dir="auto" required />
          )}
          <Textarea
            {...form.getInputProps("note")}
            label={m.people_note()}
            dir="auto"
            autosize
            minRows={2}
          />
          <Checkbox
            {...form.getInputProps("isPrivate", { type: "checkbox" })}
            label={m.shared_private()}
            description={m.shared_private_text()}
          />
          <FormActions
            label={m.people_log_do()}
            problem={undefined}
            isSending={false}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
