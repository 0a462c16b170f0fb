import { Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Person, type PersonTold, personQuery, type Seen, useChangePerson } from "../queries";
import { labelOf } from "../ways";
import { fieldOfInvalid } from "./invalid-field";

type EditPersonFormProps = { id: string; onClose: () => void };

/** Changes what is told of a person. */
export function EditPersonForm({ id, onClose }: EditPersonFormProps) {
  return (
    <FormDialog title={m.people_edit()} onClose={onClose}>
      <FourStates query={useQuery(personQuery(id))} skeleton={<Loading height={480} />}>
        {(seen) => <Fields seen={seen} onClose={onClose} />}
      </FourStates>
    </FormDialog>
  );
}

const TEXTS = ["name", "job_title", "company", "country", "zone", "language", "industry"] as const;
const LABELS = {
  name: m.people_column_name,
  job_title: m.people_column_job_title,
  company: m.people_column_company,
  country: m.people_column_country,
  zone: m.people_zone,
  language: m.people_language,
  industry: m.people_industry,
} as const;

type Typed = Record<(typeof TEXTS)[number] | "phones" | "emails" | "tags" | "note", string>;

type FieldsProps = { seen: Seen; onClose: () => void };

function Fields({ seen, onClose }: FieldsProps) {
  const change = useChangePerson();
  // What was seen when the form opened is what is changed, whatever arrives behind it.
  const [{ person, etag }] = useState(seen);
  const [before] = useState(() => typedOf(person));
  const form = useForm<Typed>({ mode: "uncontrolled", initialValues: before });
  const { problem, isSending, send } = useSending(form, {
    name_missing: ["name", m.people_name_missing],
  });
  const submit = (typed: Typed) =>
    send(async () => {
      const told = toldOf(typed, before, person);
      try {
        if (Object.keys(told).length > 0) await change.mutateAsync({ id: person.id, etag, told });
      } catch (error) {
        const invalid = fieldOfInvalid(error);
        if (invalid === undefined || !(invalid.field in before)) throw error;
        form.setErrors({ [invalid.field]: invalid.text });
        return;
      }
      onClose();
      showMessage(m.people_saved({ name: person.name }));
    });
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        {[TEXTS.slice(0, 1), TEXTS.slice(1, 3), TEXTS.slice(3, 5), TEXTS.slice(5)].map((fields) => (
          <Group key={fields[0]} grow align="start">
            {fields.map((field) => (
              <TextInput
                key={form.key(field)}
                {...form.getInputProps(field)}
                label={LABELS[field]()}
                dir="auto"
                autoComplete="off"
              />
            ))}
          </Group>
        ))}
        <Textarea
          key={form.key("phones")}
          {...form.getInputProps("phones")}
          label={m.people_phones()}
          description={m.people_one_a_line()}
          autosize
        />
        <Textarea
          key={form.key("emails")}
          {...form.getInputProps("emails")}
          label={m.people_emails()}
          description={m.people_one_a_line()}
          autosize
        />
        <TextInput
          key={form.key("tags")}
          {...form.getInputProps("tags")}
          label={m.people_column_tags()}
          description={m.people_tags_text()}
          dir="auto"
        />
        <Textarea
          key={form.key("note")}
          {...form.getInputProps("note")}
          label={m.people_note()}
          dir="auto"
          autosize
        />
        <FormActions
          label={m.forms_save()}
          problem={problem}
          isSending={isSending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

function typedOf(person: Person): Typed {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, person[field]]));
  return {
    ...(texts as Record<(typeof TEXTS)[number], string>),
    phones: person.phones.map((way) => way.text).join("\n"),
    emails: person.emails.map((way) => way.text).join("\n"),
    tags: person.tags.join(", "),
    note: person.note,
  };
}

/** Only what was changed is told: what somebody else changed meanwhile stays theirs to tell. */
function toldOf(typed: Typed, before: Typed, person: Person): PersonTold {
  const told: PersonTold = {};
  for (const field of [...TEXTS, "note"] as const) {
    if (typed[field] !== before[field]) told[field] = typed[field].trim();
  }
  if (typed.phones !== before.phones) {
    told.phones = lines(typed.phones).map((number) => ({
      number,
      ...labelOf(person.phones, number),
    }));
  }
  if (typed.emails !== before.emails) {
    told.emails = lines(typed.emails).map((address) => ({
      address,
      ...labelOf(person.emails, address),
    }));
  }
  if (typed.tags !== before.tags) {
    told.tags = typed.tags.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()]));
  }
  return told;
}

function lines(text: string): string[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
}
