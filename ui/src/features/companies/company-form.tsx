import { Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type SeenCompany, useChangeCompany } from "./queries";

const FIELDS = ["name", "website", "industry", "country"] as const;
const LABELS = {
  name: m.companies_name,
  website: m.companies_website,
  industry: m.people_industry,
  country: m.people_column_country,
} as const;
type Typed = Record<(typeof FIELDS)[number], string>;

type CompanyFormProps = { seen: SeenCompany; onClose: () => void };

/** Changes a company, as it was when the form opened. */
export function CompanyForm({ seen, onClose }: CompanyFormProps) {
  const change = useChangeCompany();
  const [{ company, etag }] = useState(seen);
  const { name, website, industry, country } = company;
  const before: Typed = { name, website, industry, country };
  const form = useForm<Typed>({ mode: "uncontrolled", initialValues: before });
  const { problem, isSending, send } = useSending(form, {
    name_missing: ["name", m.companies_name_missing],
    name_taken: ["name", m.companies_name_taken],
    text_too_long: ["name", m.forms_too_long],
  });
  const submit = (typed: Typed) =>
    send(async () => {
      const changed = FIELDS.filter((field) => typed[field].trim() !== before[field]);
      const body = Object.fromEntries(changed.map((field) => [field, typed[field].trim()]));
      if (changed.length > 0) {
        const after = await change.mutateAsync({ id: company.id, etag, body });
        const back = Object.fromEntries(changed.map((field) => [field, before[field]]));
        showMessage(m.companies_saved({ name: after.company.name }), async () => {
          await change.mutateAsync({ id: company.id, etag: after.etag, body: back });
        });
      }
      onClose();
    });
  return (
    <FormDialog title={m.companies_edit()} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          {FIELDS.map((field) => (
            <TextInput
              key={form.key(field)}
              {...form.getInputProps(field)}
              label={LABELS[field]()}
              dir="auto"
              autoComplete="off"
            />
          ))}
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
