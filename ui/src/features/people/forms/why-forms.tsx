import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useSkip, useStop, useTakeBackByHand } from "@/features/enrollments/public/by-hand";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";

type EnrollmentFormProps = { enrollment: string; name: string; onClose: () => void };

/** Passes over the next touch, with a why. */
export function SkipForm({ enrollment, name, onClose }: EnrollmentFormProps) {
  const skip = useSkip();
  const takeBack = useTakeBackByHand();
  const send = async (why: string) => {
    await skip.mutateAsync({ id: enrollment, why });
    showMessage(m.people_skipped_said({ name }), () => takeBack(enrollment));
  };
  return (
    <WhyForm
      title={m.people_skip_title()}
      label={m.people_skip_do()}
      send={send}
      onClose={onClose}
    />
  );
}

/** Ends a cadence, with a why. */
export function StopForm({ enrollment, name, onClose }: EnrollmentFormProps) {
  const stop = useStop();
  const takeBack = useTakeBackByHand();
  const send = async (why: string) => {
    await stop.mutateAsync({ id: enrollment, why });
    showMessage(m.people_stopped_said({ name }), () => takeBack(enrollment));
  };
  return (
    <WhyForm
      title={m.people_stop_title()}
      label={m.people_stop_do()}
      send={send}
      onClose={onClose}
    />
  );
}

type WhyFormProps = {
  title: string;
  label: string;
  send: (why: string) => Promise<void>;
  onClose: () => void;
};

function WhyForm({ title, label, send, onClose }: WhyFormProps) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { why: "" },
    validate: { why: (why) => (why.trim() === "" ? m.people_why_missing() : null) },
  });
  const sending = useSending(form, {
    why_missing: ["why", m.people_why_missing],
    too_long: ["why", m.forms_too_long],
  });
  const submit = ({ why }: { why: string }) =>
    sending.send(async () => {
      await send(why.trim());
      onClose();
    });
  return (
    <FormDialog title={title} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <TextInput
            {...form.getInputProps("why")}
            key={form.key("why")}
            label={m.people_why()}
            dir="auto"
            withAsterisk
            data-autofocus
          />
          <FormActions
            label={label}
            problem={sending.problem}
            isSending={sending.isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
