import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { useMe } from "@/features/identity/public/session";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { isShipped, OUTCOMES } from "@/shared/words/contact";
import { outcomesQuery, type ShippedOutcome, useSaveOutcome } from "../queries";

/** Outcomes of the workspace's own, each with the effects of a shipped one. */
export function OutcomesSection() {
  const { role } = useMe();
  const query = useQuery(outcomesQuery);
  return (
    <Card title={m.outcomes_title()} lead={m.outcomes_lead()}>
      <Stack>
        {role === "rep" ? (
          <Text size="sm" c="dimmed">
            {m.outcomes_coach()}
          </Text>
        ) : (
          <OutcomeForm />
        )}
        <FourStates
          query={query}
          skeleton={<Loading height={80} />}
          isEmpty={({ outcomes }) => !outcomes.some((it) => it.is_own)}
          empty={
            <Text size="sm" c="dimmed">
              {m.outcomes_none()}
            </Text>
          }
        >
          {({ outcomes }) => (
            <Table
              caption={m.outcomes_title()}
              headings={[m.outcomes_word(), m.outcomes_same_as()]}
              rows={outcomes
                .filter((it) => it.is_own)
                .map((it) => ({ id: it.name, cells: [it.name, OUTCOMES[it.same_as]()] }))}
            />
          )}
        </FourStates>
      </Stack>
    </Card>
  );
}

const Typed = z.object({
  name: z.string().check(z.trim(), z.minLength(1, { error: () => m.outcomes_word_missing() })),
  same_as: z.string().check(z.minLength(1, { error: () => m.outcomes_same_as_missing() })),
});
type Typed = z.infer<typeof Typed>;

const FIELDS: FieldsOfProblems<Typed> = {
  no_outcome: ["name", m.outcomes_word_rule],
  shipped_outcome: ["name", m.outcomes_shipped],
};

function OutcomeForm() {
  const save = useSaveOutcome();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({
    initialValues: { name: "", same_as: "no_answer" satisfies ShippedOutcome },
    validate: schemaResolver(Typed),
  });
  const send = async ({ name, same_as }: Typed) => {
    setProblem(undefined);
    if (!isShipped(same_as)) return;
    try {
      await save.mutateAsync({ name: name.trim(), same_as });
      showMessage(m.outcomes_saved({ name: name.trim() }));
      form.reset();
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Group align="flex-start">
        <TextInput
          {...form.getInputProps("name")}
          label={m.outcomes_word()}
          inputWrapperOrder={["label", "input", "description", "error"]}
          description={m.outcomes_word_rule()}
          w={240}
        />
        <Select
          {...form.getInputProps("same_as")}
          label={m.outcomes_same_as()}
          data={Object.entries(OUTCOMES).map(([value, label]) => ({ value, label: label() }))}
          allowDeselect={false}
          w={220}
        />
        <Button type="submit" mt={25} loading={save.isPending}>
          {m.outcomes_save()}
        </Button>
      </Group>
      <ProblemAlert text={problem} />
    </form>
  );
}
