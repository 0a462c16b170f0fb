import { NumberInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMe } from "@/features/identity/public/session";
import { instantOf } from "@/shared/dates/instants";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Person, useAddMeeting } from "../queries";

type Typed = { starts: string; minutes: number | string; place: string };

type MeetingFormProps = { person: Person; onClose: () => void };

/** Adds a meeting; without a time it is still to be agreed. */
export function MeetingForm({ person, onClose }: MeetingFormProps) {
  const { zone } = useMe();
  const add = useAddMeeting();
  const form = useForm<Typed>({ initialValues: { starts: "", minutes: "", place: "" } });
  const { problem, isSending, send } = useSending(form, {
    minutes: ["minutes", m.people_meeting_minutes_bound],
    place_too_long: ["place", m.forms_too_long],
  });
  const submit = ({ starts, minutes, place }: Typed) =>
    send(async () => {
      await add.mutateAsync({
        person: person.id,
        ...(starts === ""
          ? {}
          : { starts: instantOf(starts.slice(0, 10), starts.slice(11, 16), zone) }),
        ...(typeof minutes === "number" ? { minutes } : {}),
        ...(place.trim() === "" ? {} : { place: place.trim() }),
      });
      onClose();
      showMessage(m.people_meeting_added({ name: person.name }));
    });
  return (
    <FormDialog title={m.people_meeting_with({ name: person.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <TextInput
            {...form.getInputProps("starts")}
            type="datetime-local"
            label={m.people_meeting_starts()}
            description={m.people_meeting_starts_text()}
            data-autofocus
          />
          <NumberInput
            {...form.getInputProps("minutes")}
            label={m.people_meeting_minutes()}
            min={1}
            max={1440}
            allowDecimal={false}
            hideControls
          />
          <TextInput {...form.getInputProps("place")} label={m.people_meeting_place()} dir="auto" />
          <FormActions
            label={m.people_add_meeting()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}
