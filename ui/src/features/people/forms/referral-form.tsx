import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Person, useAddReferral } from "../queries";

type ReferralFormProps = { person: Person; onClose: () => void };

/** Stores a name that this person gave. */
export function ReferralForm({ person, onClose }: ReferralFormProps) {
  const add = useAddReferral();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", phone: "", why: "" },
    validate: { name: (name) => (name.trim() === "" ? m.people_name_missing() : null) },
  });
  const { problem, isSending, send } = useSending(form, {
    name_missing: ["name", m.people_name_missing],
    text_too_long: ["why", m.forms_too_long],
  });
  const submit = (typed: { name: string; phone: string; why: string }) =>
    send(async () => {
      const name = typed.name.trim();
      await add.mutateAsync({
        name,
        phone: typed.phone.trim(),
        why: typed.why.trim(),
        given_by: person.id,
      });
      onClose();
      showMessage(m.people_referral_added({ name }));
    });
  return (
    <FormDialog title={m.people_referral_from({ name: person.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <TextInput
            {...form.getInputProps("name")}
            key={form.key("name")}
            label={m.people_column_name()}
            dir="auto"
            autoComplete="off"
            withAsterisk
            data-autofocus
          />
          <TextInput
            {...form.getInputProps("phone")}
            key={form.key("phone")}
            label={m.people_column_phone()}
            type="tel"
            autoComplete="off"
          />
          <TextInput
            {...form.getInputProps("why")}
            key={form.key("why")}
            label={m.people_referral_why()}
            dir="auto"
          />
          <FormActions
            label={m.people_referral_do()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
