import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmButton } from "@/shared/confirm/confirm-button";
import { dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { ToldOnce } from "@/shared/told-once/told-once";
import { showMessage } from "@/shared/undo-messages/store";
import { type TokenScope, tokensQuery, useEndToken, useMakeToken } from "../queries";

const Typed = z.object({
  name: z.string().check(z.trim(), z.minLength(1, { error: () => m.tokens_name_missing() })),
  scope: z.enum(["read", "write", "admin"]),
});
type Typed = z.infer<typeof Typed>;

const FIELDS: FieldsOfProblems<Typed> = { name_missing: ["name", m.tokens_name_missing] };

const SCOPES: Record<TokenScope, () => string> = {
  read: m.tokens_scope_read,
  write: m.tokens_scope_write,
  admin: m.tokens_scope_admin,
};

/** Tokens with which programs use the API as whoever made them. */
export function TokensSection() {
  const make = useMakeToken();
  const { role } = useMe();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({
    initialValues: { name: "", scope: "read" },
    validate: schemaResolver(Typed),
  });
  const send = async (typed: Typed) => {
    setProblem(undefined);
    try {
      const made = await make.mutateAsync({ ...typed, name: typed.name.trim() });
      setText(made.text);
      form.reset();
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  const scopes = Object.entries(SCOPES).filter(([scope]) => scope !== "admin" || role === "admin");
  return (
    <Card title={m.tokens_title()} lead={m.tokens_lead()}>
      <Stack>
        <form onSubmit={form.onSubmit(send)} noValidate>
          <Group align="flex-start">
            <TextInput {...form.getInputProps("name")} label={m.tokens_name()} w={240} />
            <Select
              {...form.getInputProps("scope")}
              label={m.tokens_scope()}
              data={scopes.map(([value, label]) => ({ value, label: label() }))}
              allowDeselect={false}
              w={200}
            />
            <Button type="submit" mt={25} loading={make.isPending}>
              {m.tokens_make()}
            </Button>
          </Group>
        </form>
        <ProblemAlert text={problem} />
        {text !== undefined && (
          <ToldOnce
            title={m.tokens_text_title()}
            text={m.tokens_text_text()}
            secret={text}
            onDone={() => setText(undefined)}
          />
        )}
        <Made />
      </Stack>
    </Card>
  );
}

function Made() {
  const { zone } = useMe();
  const query = useQuery(tokensQuery);
  const end = useEndToken();
  const endOne = (id: string) =>
    end.mutate(id, {
      onSuccess: () => showMessage(m.tokens_ended()),
      onError: (error) => showMessage(problemText(error)),
    });
  return (
    <FourStates
      query={query}
      skeleton={<Loading height={60} />}
      isEmpty={({ tokens }) => tokens.length === 0}
      empty={
        <Text size="sm" c="dimmed">
          {m.tokens_none()}
        </Text>
      }
    >
      {({ tokens }) => (
        <Table
          caption={m.tokens_title()}
          headings={[m.tokens_name(), m.tokens_scope(), m.tokens_last_used(), ""]}
          rows={tokens.map((it) => ({
            id: it.id,
            cells: [
              it.name,
              SCOPES[it.scope](),
              it.last_used == null ? m.tokens_never() : dayAndTime(it.last_used, zone),
              <ConfirmButton
                key="end"
                question={m.tokens_end_question({ name: it.name })}
                text={m.tokens_end_text()}
                label={m.tokens_end_named({ name: it.name })}
                onConfirm={() => endOne(it.id)}
              >
                {m.tokens_end()}
              </ConfirmButton>,
            ],
          }))}
        />
      )}
    </FourStates>
  );
}
