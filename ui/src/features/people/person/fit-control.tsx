import { Button, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { FIT_WORDS } from "../public/words";
import { type Fit, type Person, personQuery, useChangePerson } from "../queries";

type FitControlProps = { person: Person };

/** Whether they could and would buy, and why. */
export function FitControl({ person }: FitControlProps) {
  const [chosen, setChosen] = useState<Fit>();
  return (
    <Card title={m.people_column_fit()}>
      <SegmentedControl
        fullWidth
        aria-label={m.people_column_fit()}
        value={person.fit}
        data={Object.entries(FIT_WORDS).map(([value, word]) => ({ value, label: word() }))}
        onChange={(fit) => setChosen(fit in FIT_WORDS ? (fit as Fit) : undefined)}
      />
      {person.fit_why !== "" && (
        <Text size="sm" mt="xs" dir="auto">
          {person.fit_why}
        </Text>
      )}
      {person.fit !== "unknown" && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          onClick={() => setChosen(person.fit as Fit)}
        >
          {person.fit_why === "" ? m.people_fit_say_why() : m.people_fit_change_why()}
        </Button>
      )}
      {chosen !== undefined && (
        <FitForm person={person} fit={chosen} onClose={() => setChosen(undefined)} />
      )}
    </Card>
  );
}

type FitFormProps = { person: Person; fit: Fit; onClose: () => void };

function FitForm({ person, fit, onClose }: FitFormProps) {
  const client = useQueryClient();
  const change = useChangePerson();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { why: fit === person.fit ? person.fit_why : "" },
  });
  const { problem, isSending, send } = useSending(form, {
    text_too_long: ["why", m.forms_too_long],
  });
  const submit = ({ why }: { why: string }) =>
    send(async () => {
      const seen = client.getQueryData(personQuery(person.id).queryKey);
      // A why belongs to its answer: the one of the answer before does not stay with another.
      const told = { fit, fit_why: why.trim() };
      const { etag } = await change.mutateAsync({ id: person.id, etag: seen?.etag ?? null, told });
      onClose();
      showMessage(m.people_fit_said({ name: person.name, fit: FIT_WORDS[fit]() }), async () => {
        const before = person.fit in FIT_WORDS ? (person.fit as Fit) : "unknown";
        await change.mutateAsync({
          id: person.id,
          etag,
          told: { fit: before, fit_why: person.fit_why },
        });
      });
    });
  return (
    <FormDialog title={m.people_fit_why({ fit: FIT_WORDS[fit]() })} onClose={onClose}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <Textarea
            {...form.getInputProps("why")}
            key={form.key("why")}
            label={m.people_why_optional()}
            dir="auto"
            autosize
            minRows={2}
            data-autofocus
          />
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
