import { NativeSelect, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { membersQuery } from "../queries";
import { type Many, useChangeAndSay } from "./many";

type RepFormProps = { many: Many; onClose: () => void };

/** Nobody's, as the field holds it. */
const NOBODY = "";

/** Gives people to a rep, or to nobody. */
export function RepForm({ many, onClose }: RepFormProps) {
  return (
    <FormDialog
      title={many.n === undefined ? m.people_assign_all() : m.people_assign_n({ n: many.n })}
      onClose={onClose}
    >
      <FourStates query={useQuery(membersQuery)} skeleton={<Loading height={110} />}>
        {({ members }) => (
          <Fields
            many={many}
            reps={members.map(({ id, name }) => ({ value: id, label: name }))}
            onClose={onClose}
          />
        )}
      </FourStates>
    </FormDialog>
  );
}

type FieldsProps = RepFormProps & { reps: { value: string; label: string }[] };

function Fields({ many, reps, onClose }: FieldsProps) {
  const me = useMe();
  const change = useChangeAndSay();
  const form = useForm({ initialValues: { owner: me.member } });
  const { problem, isSending, send } = useSending(form, {}, { too_many: m.people_many_too_many });
  const submit = ({ owner }: { owner: string }) =>
    send(async () => {
      const name = reps.find(({ value }) => value === owner)?.label ?? "";
      await change(many, { rep: owner === NOBODY ? null : owner }, (shown, n) =>
        owner === NOBODY
          ? m.people_assigned_nobody({ n, shown })
          : m.people_assigned({ n, shown, name }),
      );
      onClose();
    });
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <NativeSelect
          {...form.getInputProps("owner")}
          label={m.people_column_owner()}
          data={[...reps, { value: NOBODY, label: m.people_nobody() }]}
          data-autofocus
        />
        <FormActions
          label={m.people_assign()}
          problem={problem}
          isSending={isSending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
