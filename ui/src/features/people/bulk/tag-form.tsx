import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import type { Person } from "../queries";
import { useChangeMany } from "./change-many";

type TagFormProps = { people: readonly Person[]; onClose: () => void };

/** Puts a tag on people, or takes it off; who has it already stays as they are. */
export function TagForm({ people, onClose }: TagFormProps) {
  const changeMany = useChangeMany();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { tag: "" },
    validate: { tag: (tag) => (tag.trim() === "" ? m.people_tag_missing() : null) },
  });
  const { problem, isSending, send } = useSending(form, {
    text_too_long: ["tag", m.forms_too_long],
    too_many: ["tag", m.people_problem_too_many_tags],
  });
  const submit = ({ tag }: { tag: string }) =>
    send(async () => {
      const word = tag.trim();
      const ids = people.map((person) => person.id);
      const { done, failed } = await changeMany(ids, ({ tags }) =>
        tags.includes(word) ? undefined : { tags: [...tags, word] },
      );
      if (done.length > 0) {
        showMessage(m.people_tagged({ n: done.length, tag: word }), async () => {
          await changeMany(
            done.map(({ id }) => id),
            ({ tags }) => ({ tags: tags.filter((it) => it !== word) }),
          );
        });
      }
      if (failed !== undefined) throw failed;
      onClose();
    });
  return (
    <FormDialog title={m.people_tag_n({ n: people.length })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <TextInput
            {...form.getInputProps("tag")}
            key={form.key("tag")}
            label={m.people_column_tag()}
            dir="auto"
            data-autofocus
          />
          <FormActions
            label={m.people_tag()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
