import { Group, Stack, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import * as z from "zod/mini";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import type { Known } from "../public/add-person-store";
import { type PersonTold, useAddPerson } from "../queries";
import { fieldOfInvalid } from "./invalid-field";

const Typed = z.object({
  name: z.string().check(z.trim(), z.minLength(1, { error: () => m.people_name_missing() })),
  job_title: z.string(),
  company: z.string(),
  phone: z.string(),
  email: z.string(),
});
type Typed = z.infer<typeof Typed>;

/** The fields that the server names when it refuses a person, and what is said there. */
const REFUSED: Record<string, [keyof Typed, () => string]> = {
  emails: ["email", m.people_no_address],
  phones: ["phone", m.people_no_number],
};

type AddPersonFormProps = { known: Known; onClose: () => void };

/** Adds a person: the name is enough. */
export function AddPersonForm({ known, onClose }: AddPersonFormProps) {
  const router = useRouter();
  const add = useAddPerson();
  const form = useForm<Typed>({
    mode: "uncontrolled",
    initialValues: { name: "", job_title: "", company: known.company ?? "", phone: "", email: "" },
    validate: schemaResolver(Typed),
  });
  const { problem, isSending, send } = useSending(form, {
    name_missing: ["name", m.people_name_missing],
    unknown_address: ["email", m.people_no_address],
    unknown_number: ["phone", m.people_no_number],
  });
  const submit = (typed: Typed) =>
    send(async () => {
      try {
        const { person } = await add.mutateAsync(toldOf(typed));
        onClose();
        showMessage(m.people_added({ name: person.name }));
        router.history.push(`/people/${person.id}`);
      } catch (error) {
        const refused = REFUSED[fieldOfInvalid(error)?.field ?? ""];
        if (refused === undefined) throw error;
        const [field, text] = refused;
        form.setErrors({ [field]: text() });
        form.getInputNode(field)?.focus();
      }
    });
  return (
    <FormDialog title={m.people_add()} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          <TextInput
            {...form.getInputProps("name")}
            key={form.key("name")}
            label={m.people_column_name()}
            dir="auto"
            autoComplete="off"
            withAsterisk
            data-autofocus
          />
          <Group grow align="start">
            <TextInput
              {...form.getInputProps("job_title")}
              key={form.key("job_title")}
              label={m.people_column_job_title()}
              dir="auto"
            />
            <TextInput
              {...form.getInputProps("company")}
              key={form.key("company")}
              label={m.people_column_company()}
              dir="auto"
              autoComplete="off"
            />
          </Group>
          <Group grow align="start">
            <TextInput
              {...form.getInputProps("phone")}
              key={form.key("phone")}
              label={m.people_column_phone()}
              type="tel"
              autoComplete="off"
            />
            <TextInput
              {...form.getInputProps("email")}
              key={form.key("email")}
              label={m.people_column_email()}
              type="email"
              autoComplete="off"
            />
          </Group>
          <FormActions
            label={m.people_add()}
            problem={problem}
            isSending={isSending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </FormDialog>
  );
}

/** What was left empty is not told. */
function toldOf({ name, job_title, company, phone, email }: Typed): PersonTold {
  return {
    name: name.trim(),
    ...(job_title.trim() === "" ? {} : { job_title: job_title.trim() }),
    ...(company.trim() === "" ? {} : { company: company.trim() }),
    ...(phone.trim() === "" ? {} : { phones: [{ number: phone.trim() }] }),
    ...(email.trim() === "" ? {} : { emails: [{ address: email.trim() }] }),
  };
}
