import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { newId } from "@/shared/ids/new-id";
import { m } from "@/shared/messages/gen/messages";
import { type Filters, type KeptView, useKeepView } from "../queries";

type KeepViewFormProps = {
  filters: Filters;
  /** The view that gets another name; a new one where there is none. */
  view?: KeptView;
  onKept: (id: string) => void;
  onClose: () => void;
};

/** Gives filters and an order a name under which they are found again. */
export function KeepViewForm({ filters, view, onKept, onClose }: KeepViewFormProps) {
  const keep = useKeepView();
  const form = useForm({ mode: "uncontrolled", initialValues: { name: view?.name ?? "" } });
  const { problem, isSending, send } = useSending(form, {
    view_name: ["name", m.people_view_name_missing],
    text_too_long: ["name", m.people_view_name_long],
    name_taken: ["name", m.people_view_name_taken],
  });
  const submit = ({ name }: { name: string }) =>
    send(async () => {
      const id = view?.id ?? newId();
      await keep.mutateAsync({ id, name: name.trim(), query: filters });
      onKept(id);
      onClose();
    });
  return (
    <FormDialog title={view ? m.people_view_rename() : m.people_view_keep()} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <TextInput
            {...form.getInputProps("name")}
            key={form.key("name")}
            label={m.people_view_name()}
            data-autofocus
          />
          <FormActions
            label={m.forms_save()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
