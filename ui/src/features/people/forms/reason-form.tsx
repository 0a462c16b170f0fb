import { Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { REASON_KIND_WORDS } from "../public/words";
import {
  type Person,
  type ReasonKind,
  reasonQuery,
  useAddReason,
  useChangeReason,
  useRemoveReason,
} from "../queries";

type ReasonFormProps = {
  person: Person;
  /** The reason that is changed; a new one where there is none. */
  reason: string | undefined;
  onClose: () => void;
};

/** Says why somebody is called. */
export function ReasonForm({ person, reason, onClose }: ReasonFormProps) {
  return (
    <FormDialog
      title={
        reason === undefined ? m.people_reason_for({ name: person.name }) : m.people_change_reason()
      }
      onClose={onClose}
    >
      {reason === undefined ? (
        <NewReason person={person} onClose={onClose} />
      ) : (
        <KnownReason id={reason} onClose={onClose} />
      )}
    </FormDialog>
  );
}

type Typed = { text: string; kind: ReasonKind; on: string; source: string };

type NewReasonProps = { person: Person; onClose: () => void };

function NewReason({ person, onClose }: NewReasonProps) {
  const add = useAddReason();
  const remove = useRemoveReason();
  const today = dayIn(useMe().zone);
  const save = async (body: Typed) => {
    const added = await add.mutateAsync({ id: person.id, body });
    showMessage(m.people_reason_added({ name: person.name }), async () => {
      await remove.mutateAsync(added.id);
    });
  };
  return (
    <Fields
      initial={{ text: "", kind: "news", on: today, source: "" }}
      save={save}
      onClose={onClose}
    />
  );
}

type KnownReasonProps = { id: string; onClose: () => void };

function KnownReason({ id, onClose }: KnownReasonProps) {
  const change = useChangeReason();
  return (
    <FourStates query={useQuery(reasonQuery(id))} skeleton={<Loading height={240} />}>
      {({ data, etag }) => (
        <Fields
          initial={{ text: data.text, kind: kindOf(data.kind), on: data.on, source: data.source }}
          save={async (body) => {
            await change.mutateAsync({ id, etag, body });
          }}
          onClose={onClose}
        />
      )}
    </FourStates>
  );
}

type FieldsProps = {
  initial: Typed;
  save: (typed: Typed) => Promise<void>;
  onClose: () => void;
};

function Fields({ initial, save, onClose }: FieldsProps) {
  const form = useForm<Typed>({
    mode: "uncontrolled",
    initialValues: initial,
    validate: { text: (text) => (text.trim() === "" ? m.people_reason_missing() : null) },
  });
  const { problem, isSending, send } = useSending(form, {
    length: ["text", m.people_reason_length],
    source_too_long: ["source", m.forms_too_long],
  });
  const submit = (typed: Typed) =>
    send(async () => {
      await save({ ...typed, text: typed.text.trim(), source: typed.source.trim() });
      onClose();
    });
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <Textarea
          {...form.getInputProps("text")}
          key={form.key("text")}
          label={m.people_reason_text()}
          dir="auto"
          autosize
          minRows={2}
          withAsterisk
          data-autofocus
        />
        <Group grow align="start">
          <NativeSelect
            {...form.getInputProps("kind")}
            key={form.key("kind")}
            label={m.people_reason_kind()}
            data={Object.entries(REASON_KIND_WORDS).map(([value, word]) => ({
              value,
              label: word(),
            }))}
          />
          <TextInput
            {...form.getInputProps("on")}
            key={form.key("on")}
            type="date"
            label={m.people_reason_on()}
            required
          />
        </Group>
        <TextInput
          {...form.getInputProps("source")}
          key={form.key("source")}
          label={m.people_reason_source()}
          dir="auto"
        />
        <FormActions
          label={m.forms_save()}
          problem={problem}
          isSending={isSending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

function kindOf(kind: string): ReasonKind {
  const kinds = Object.keys(REASON_KIND_WORDS) as ReasonKind[];
  return kinds.find((it) => it === kind) ?? "other";
}
