import { Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Company, useBlock } from "./queries";
import { useTakeBlockBack } from "./take-block-back";

type BlockFormProps = { company: Company; onClose: () => void };

/** Blocks a company, with a why; it says what that does, and can be taken back. */
export function BlockForm({ company, onClose }: BlockFormProps) {
  const { id, name } = company;
  const block = useBlock();
  const takeBack = useTakeBlockBack(company);
  const form = useForm({
    initialValues: { why: "" },
    validate: { why: (why) => (why.trim() === "" ? m.people_why_missing() : null) },
  });
  const { problem, isSending, send } = useSending(
    form,
    { why_missing: ["why", m.people_why_missing], too_long: ["why", m.forms_too_long] },
    { of_another: m.companies_of_another },
  );
  const submit = ({ why }: { why: string }) =>
    send(async () => {
      const { changed: n } = await block.mutateAsync({ id, why: why.trim() });
      onClose();
      const said =
        n === 0 ? m.companies_blocked_none({ name }) : m.companies_blocked_n({ name, n });
      showMessage(said, takeBack);
    });
  return (
    <FormDialog title={m.companies_block_title({ name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <Text>{m.companies_block_text()}</Text>
          <TextInput
            {...form.getInputProps("why")}
            label={m.people_why()}
            dir="auto"
            withAsterisk
            data-autofocus
          />
          <FormActions
            label={m.companies_block()}
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
