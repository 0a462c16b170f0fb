import { Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useLater, useTakeBackByHand } from "@/features/enrollments/public/by-hand";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";

type LaterFormProps = {
  enrollment: string;
  /** The window of the touch, where it is known. */
  window: { from: string; to: string } | undefined;
  name: string;
  onClose: () => void;
};

/** Moves the next touch; beyond its window only with a why, and what is late then is said. */
export function LaterForm({ enrollment, window, name, onClose }: LaterFormProps) {
  const today = dayIn(useMe().zone);
  const later = useLater();
  const takeBack = useTakeBackByHand();
  const [to, setTo] = useState(window?.to ?? today);
  const form = useForm({ initialValues: { to, why: "" } });
  const { problem, isSending, send } = useSending(form, {
    why_missing: ["why", m.people_why_beyond],
    not_possible: ["why", m.people_why_beyond],
    too_long: ["why", m.forms_too_long],
    too_far: ["to", m.people_day_too_far],
  });
  const isBeyond = window !== undefined && to > window.to;
  const submit = (typed: { to: string; why: string }) =>
    send(async () => {
      const { late } = await later.mutateAsync({
        id: enrollment,
        to: typed.to,
        why: typed.why.trim(),
      });
      onClose();
      const moved = m.people_moved({ name, day: shortDay(typed.to, today) });
      const names = [...new Set(late.map((it) => it.name))].join(", ");
      const said = names === "" ? moved : `${moved} ${m.people_moved_late({ names })}`;
      showMessage(said, () => takeBack(enrollment));
    });
  return (
    <FormDialog title={m.people_later_title()} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <TextInput
            {...form.getInputProps("to")}
            type="date"
            label={m.people_to_day()}
            min={today}
            required
            data-autofocus
            onChange={(event) => {
              setTo(event.currentTarget.value);
              form.setFieldValue("to", event.currentTarget.value);
            }}
          />
          {window !== undefined && (
            <Text size="sm" c={isBeyond ? "var(--touchstone-attention)" : "dimmed"}>
              {isBeyond
                ? m.people_beyond_window({ day: shortDay(window.to, today) })
                : m.people_window_ends({ day: shortDay(window.to, today) })}
            </Text>
          )}
          {isBeyond && (
            <TextInput {...form.getInputProps("why")} label={m.forms_why()} dir="auto" required />
          )}
          <FormActions
            label={m.people_later_do()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
