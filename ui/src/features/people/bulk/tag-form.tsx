import { Autocomplete, SegmentedControl, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { type Many, useChangeAndSay } from "./many";

type TagFormProps = { many: Many; onClose: () => void };
type Typed = { tag: string; how: string };

/** Puts a tag on people, or takes it off. */
export function TagForm({ many, onClose }: TagFormProps) {
  const change = useChangeAndSay();
  const form = useForm<Typed>({
    initialValues: { tag: "", how: "add" },
    validate: { tag: (tag) => (tag.trim() === "" ? m.people_tag_missing() : null) },
  });
  const { problem, isSending, send } = useSending(
    form,
    { tag: ["tag", m.people_tag_long] },
    { too_many: m.people_many_too_many },
  );
  const submit = ({ tag, how }: Typed) =>
    send(async () => {
      const word = tag.trim();
      if (how === "add") {
        await change(many, { add_tag: word }, (shown, n) =>
          m.people_tagged({ n, shown, tag: word }),
        );
      } else {
        await change(many, { remove_tag: word }, (shown, n) =>
          m.people_untagged({ n, shown, tag: word }),
        );
      }
      onClose();
    });
  return (
    <FormDialog title={titleOf(many)} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <SegmentedControl
            {...form.getInputProps("how")}
            aria-label={m.people_tag_how()}
            data={[
              { value: "add", label: m.people_tag_add() },
              { value: "remove", label: m.people_tag_remove() },
            ]}
          />
          <Autocomplete
            {...form.getInputProps("tag")}
            label={m.people_column_tag()}
            data={many.tags}
            comboboxProps={{ withinPortal: false }}
            dir="auto"
            data-autofocus
          />
          <FormActions
            label={form.values.how === "add" ? m.people_tag() : m.people_tag_remove()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}

function titleOf({ n }: Many): string {
  return n === undefined ? m.people_tag_all() : m.people_tag_n({ n });
}
