import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "@/features/identity/public/members";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { type Day, dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { newId } from "@/shared/ids/new-id";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { coversQuery, useCover, useEndCover } from "./queries";

type Typed = { colleague: string; from: Day; to: Day };

const FIELDS: FieldsOfProblems<Typed> = {
  backwards: ["to", m.teams_cover_backwards],
  oneself: ["colleague", m.teams_cover_oneself],
  too_far: ["to", m.teams_cover_too_far],
};

/** While somebody is away a colleague sees and does their touches. */
export function CoversCard() {
  const me = useMe();
  const members = useQuery(membersQuery).data ?? [];
  const others = members.filter((it) => it.id !== me.member && !it.is_disabled);
  return (
    <Card title={m.teams_covers()} lead={m.teams_covers_lead()}>
      <Stack>
        {others.length === 0 ? (
          <Text c="dimmed">{m.teams_cover_nobody()}</Text>
        ) : (
          <CoverForm others={others.map((it) => ({ value: it.id, label: it.name }))} />
        )}
        <Covers names={new Map(members.map((it) => [it.id, it.name]))} />
      </Stack>
    </Card>
  );
}

type CoverFormProps = { others: { value: string; label: string }[] };

function CoverForm({ others }: CoverFormProps) {
  const { zone } = useMe();
  const cover = useCover();
  const end = useEndCover();
  const [problem, setProblem] = useState<string>();
  const today = dayIn(zone);
  const form = useForm<Typed>({
    initialValues: { colleague: "", from: today, to: today },
    validate: {
      colleague: (it) => (it === "" ? m.teams_cover_colleague_missing() : null),
      from: (it) => (it === "" ? m.teams_cover_day_missing() : null),
      to: (it, { from }) =>
        it === "" ? m.teams_cover_day_missing() : it < from ? m.teams_cover_backwards() : null,
    },
  });
  const send = async (body: Typed) => {
    setProblem(undefined);
    const id = newId();
    try {
      await cover.mutateAsync({ id, body });
      form.reset();
      showMessage(m.teams_cover_done(), async () => {
        await end.mutateAsync(id);
      });
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Group align="flex-start">
        <Select
          {...form.getInputProps("colleague")}
          label={m.teams_cover_colleague()}
          data={others}
          searchable
          w={220}
        />
        <TextInput
          {...form.getInputProps("from")}
          label={m.teams_cover_from()}
          type="date"
          min={today}
        />
        <TextInput
          {...form.getInputProps("to")}
          label={m.teams_cover_to()}
          type="date"
          min={today}
        />
        <Button type="submit" variant="default" mt={25} loading={cover.isPending}>
          {m.teams_cover_add()}
        </Button>
      </Group>
      <ProblemAlert text={problem} />
    </form>
  );
}

type CoversProps = { names: Map<string, string> };

function Covers({ names }: CoversProps) {
  const { zone } = useMe();
  const query = useQuery(coversQuery);
  const cover = useCover();
  const end = useEndCover();
  const today = dayIn(zone);
  return (
    <FourStates
      query={query}
      skeleton={<Loading height={60} />}
      isEmpty={({ covers }) => covers.length === 0}
      empty={<Text c="dimmed">{m.teams_covers_none()}</Text>}
    >
      {({ covers }) => (
        <Table
          caption={m.teams_covers()}
          headings={[m.teams_cover_away(), m.teams_cover_does(), m.teams_cover_days(), ""]}
          rows={covers.map((it) => ({
            id: it.id,
            cells: [
              names.get(it.absent) ?? "",
              names.get(it.colleague) ?? "",
              `${shortDay(it.from, today)} – ${shortDay(it.to, today)}`,
              <Button
                key="end"
                size="xs"
                variant="default"
                onClick={() =>
                  end.mutate(it.id, {
                    onSuccess: () =>
                      showMessage(m.teams_cover_ended(), async () => {
                        const { absent, colleague, from, to } = it;
                        await cover.mutateAsync({
                          id: newId(),
                          body: { absent, colleague, from, to },
                        });
                      }),
                    onError: (error) => showMessage(problemText(error)),
                  })
                }
              >
                {m.teams_cover_end()}
              </Button>,
            ],
          }))}
        />
      )}
    </FourStates>
  );
}
