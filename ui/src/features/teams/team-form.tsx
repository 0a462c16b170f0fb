import { Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import type { Member } from "@/features/identity/public/members";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { newId } from "@/shared/ids/new-id";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type TeamShown, useChangeTeam, useMakeTeam, useRemoveTeam } from "./queries";
import styles from "./team-form.module.css";

type Typed = { name: string; coaches: string[]; members: string[] };

const FIELDS: FieldsOfProblems<Typed> = {
  name_missing: ["name", m.teams_name_missing],
  name_taken: ["name", m.teams_name_taken],
};

type TeamFormProps = { team: TeamShown; members: Member[] };

/** One team: its name, who looks after it, who is in it. */
export function TeamForm({ team, members }: TeamFormProps) {
  const change = useChangeTeam();
  const make = useMakeTeam();
  const remove = useRemoveTeam();
  const [problem, setProblem] = useState<string>();
  const { name, coaches } = team;
  const before = { name, coaches, members: team.members };
  const form = useForm<Typed>({ initialValues: before });
  const send = async (body: Typed) => {
    setProblem(undefined);
    try {
      await change.mutateAsync({ id: team.id, body });
      form.resetDirty(body);
      showMessage(m.shared_saved());
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  const end = () =>
    remove.mutate(team.id, {
      onSuccess: () =>
        showMessage(m.teams_removed({ name }), async () => {
          await make.mutateAsync({ id: newId(), body: before });
        }),
      onError: (error) => showMessage(problemText(error)),
    });
  const choices = (some: Member[]) => some.map((it) => ({ value: it.id, label: it.name }));
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <fieldset className={styles.team}>
        <legend>{name}</legend>
        <Stack gap="sm">
          <TextInput {...form.getInputProps("name")} label={m.teams_name()} maw={320} />
          <MultiSelect
            {...form.getInputProps("coaches")}
            label={m.teams_coaches()}
            data={choices(members.filter((it) => it.role !== "rep"))}
            searchable
          />
          <MultiSelect
            {...form.getInputProps("members")}
            label={m.teams_members()}
            data={choices(members)}
            searchable
          />
          <ProblemAlert text={problem} />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {m.shared_save()}
            </Button>
            <Button variant="default" loading={remove.isPending} onClick={end}>
              {m.teams_remove()}
            </Button>
          </Group>
        </Stack>
      </fieldset>
    </form>
  );
}
