import { NativeSelect, Skeleton, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { FourStates } from "@/shared/four-states/four-states";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { membersQuery, type Person } from "../queries";
import { type Done, useChangeMany } from "./change-many";

type RepFormProps = { people: readonly Person[]; onClose: () => void };

/** Gives people to a rep. */
export function RepForm({ people, onClose }: RepFormProps) {
  return (
    <FormDialog title={m.people_assign_n({ n: people.length })} onClose={onClose}>
      <FourStates query={useQuery(membersQuery)} skeleton={<Skeleton height={110} />}>
        {({ members }) => (
          <Fields
            people={people}
            reps={members.map(({ id, name }) => ({ value: id, label: name }))}
            onClose={onClose}
          />
        )}
      </FourStates>
    </FormDialog>
  );
}

type FieldsProps = RepFormProps & { reps: { value: string; label: string }[] };

function Fields({ people, reps, onClose }: FieldsProps) {
  const me = useMe();
  const changeMany = useChangeMany();
  const form = useForm({ initialValues: { owner: me.member } });
  const { problem, isSending, send } = useSending(form);
  const submit = ({ owner }: { owner: string }) =>
    send(async () => {
      const ids = people.map((person) => person.id);
      const { done, failed } = await changeMany(ids, (person) =>
        person.owner_id === owner ? undefined : { owner },
      );
      const name = reps.find(({ value }) => value === owner)?.label ?? "";
      if (done.length > 0) {
        showMessage(m.people_assigned({ n: done.length, name }), async () => {
          const before = ownersOf(done);
          await changeMany([...before.keys()], ({ id }) => ({ owner: before.get(id) ?? null }));
        });
      }
      if (failed !== undefined) throw failed;
      onClose();
    });
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <NativeSelect
          {...form.getInputProps("owner")}
          label={m.people_column_owner()}
          data={reps}
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

/** Whose they were; those of nobody cannot be given back to nobody. */
function ownersOf(done: readonly Done[]): Map<string, string> {
  return new Map(
    done.flatMap(({ id, before }) => (before.owner_id ? [[id, before.owner_id] as const] : [])),
  );
}
