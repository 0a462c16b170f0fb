import { Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { m } from "@/shared/messages/gen/messages";
import { FormActions } from "./form-actions";
import { FormDialog } from "./form-dialog";
import { useSending } from "./use-sending";

type WhyFormProps = {
  title: string;
  /** What it does, where its name does not say all of it. */
  text?: string;
  /** What its button is called. */
  label: string;
  /** Many are concerned, or it stays. */
  isGrave?: boolean;
  /** Problems that are told in words of their own. */
  texts?: Record<string, () => string>;
  send: (why: string) => Promise<void>;
  onClose: () => void;
};

/** Asks for the why of something before it is done; what was typed stays where it is refused. */
export function WhyForm({
  title,
  text,
  label,
  isGrave = false,
  texts,
  send,
  onClose,
}: WhyFormProps) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { why: "" },
    validate: { why: (why) => (why.trim() === "" ? m.forms_why_missing() : null) },
  });
  const sending = useSending(
    form,
    { why_missing: ["why", m.forms_why_missing], too_long: ["why", m.forms_too_long] },
    texts,
  );
  const submit = ({ why }: { why: string }) =>
    sending.send(async () => {
      await send(why.trim());
      onClose();
    });
  return (
    <FormDialog title={title} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          {text !== undefined && <Text>{text}</Text>}
          <TextInput
            {...form.getInputProps("why")}
            key={form.key("why")}
            label={m.forms_why()}
            dir="auto"
            withAsterisk
            data-autofocus
          />
          <FormActions
            label={label}
            problem={sending.problem}
            isSending={sending.isSending}
            onCancel={onClose}
            isGrave={isGrave}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
