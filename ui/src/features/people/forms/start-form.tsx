import { Group, NativeSelect, NumberInput, Skeleton, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usableCadencesQuery } from "@/features/cadences/public/cadences";
import { canStartQuery, type StartAnswer, useStart } from "@/features/enrollments/public/by-hand";
import { useTakeBackStarts } from "@/features/enrollments/public/take-back-starts";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { takeFocus } from "@/shared/focus/take-focus";
import { FormActions } from "@/shared/forms/form-actions";
import { FormDialog } from "@/shared/forms/form-dialog";
import { useSending } from "@/shared/forms/use-sending";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import type { Person } from "../queries";
import { PlanAnswer } from "./plan-answer";

/** How long a pause in typing is taken for the end of it. */
const PAUSE = 150;

type StartFormProps = { people: readonly Person[]; onStarted?: () => void; onClose: () => void };

/** Starts people on a cadence: what the plan says stands there before anybody is started. */
export function StartForm({ people, onStarted, onClose }: StartFormProps) {
  const [first] = people;
  const title =
    people.length === 1 && first
      ? m.people_start_title({ name: first.name })
      : m.people_start_n({ n: people.length });
  return (
    <FormDialog title={title} onClose={onClose}>
      <FourStates
        query={useQuery(usableCadencesQuery)}
        skeleton={
          <>
            <DialogComing />
            <Skeleton height={220} />
          </>
        }
        isEmpty={({ cadences }) => cadences.length === 0}
        empty={m.people_no_cadence()}
      >
        {({ cadences }) => (
          <Fields
            people={people}
            cadences={cadences.map(({ name }) => name)}
            onStarted={onStarted}
            onClose={onClose}
          />
        )}
      </FourStates>
    </FormDialog>
  );
}

type Typed = { cadence: string; from: string; days: number | string; override_why: string };

type FieldsProps = {
  people: readonly Person[];
  cadences: readonly string[];
  onStarted: (() => void) | undefined;
  onClose: () => void;
};

function Fields({ people, cadences, onStarted, onClose }: FieldsProps) {
  const today = dayIn(useMe().zone);
  const start = useStart();
  const takeBack = useTakeBackStarts();
  const form = useForm<Typed>({
    initialValues: { cadence: cadences[0] ?? "", from: today, days: 1, override_why: "" },
  });
  const { problem, isSending, send } = useSending(form, {
    unknown_cadence: ["cadence", m.people_cadence_gone],
    from_past: ["from", m.people_from_past],
    why_missing: ["override_why", m.forms_why_missing],
    too_long: ["override_why", m.forms_too_long],
  });
  const { cadence, from, days } = form.values;
  // The same as long as nothing else is asked: a new one at every drawing would never come to rest.
  const asked = useMemo(
    () => ({
      cadence,
      from: from === "" ? today : from,
      days: typeof days === "number" ? days : 1,
      whom: { people: people.map((person) => person.id) },
    }),
    [cadence, from, days, people, today],
  );
  const [settled] = useDebouncedValue(asked, PAUSE);
  const answer = useQuery({ ...canStartQuery(settled), placeholderData: keepPreviousData });
  const submit = ({ override_why }: Typed) =>
    send(async () => {
      const why = override_why.trim();
      const { starts, forced } = await start.mutateAsync({
        ...asked,
        ...(why === "" ? {} : { override_why: why }),
      });
      onClose();
      onStarted?.();
      const all = [...starts, ...forced];
      showMessage(m.people_started({ n: all.length }), () => takeBack(all));
    });
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <NativeSelect
          {...form.getInputProps("cadence")}
          label={m.people_cadence()}
          data={[...cadences]}
          ref={takeFocus}
          data-autofocus
        />
        <Group grow align="start">
          <TextInput
            {...form.getInputProps("from")}
            type="date"
            label={m.people_from_day()}
            min={today}
          />
          {people.length > 1 && (
            <NumberInput
              {...form.getInputProps("days")}
              label={m.people_start_days()}
              min={1}
              max={60}
              allowDecimal={false}
            />
          )}
        </Group>
        <FourStates query={answer} skeleton={<Loading height={72} />}>
          {(told) => (
            <PlanAnswer
              answer={told}
              onDays={(n) => form.setFieldValue("days", n)}
              onFrom={(day) => form.setFieldValue("from", day)}
            />
          )}
        </FourStates>
        {isRefused(answer.data) && (
          <TextInput
            {...form.getInputProps("override_why")}
            label={m.people_override_why()}
            description={m.people_override_text()}
            dir="auto"
          />
        )}
        <FormActions
          label={labelOf(answer.data, form.values.override_why)}
          problem={problem}
          isSending={isSending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

/** Whether there are some who could be started, and for whom there is no room. */
function isRefused(answer: StartAnswer | undefined): boolean {
  return answer !== undefined && answer.fit < answer.asked - answer.not_able.length;
}

function labelOf(answer: StartAnswer | undefined, why: string): string {
  if (answer === undefined) return m.people_start_do();
  const able = answer.asked - answer.not_able.length;
  return m.people_start_count({ n: why.trim() === "" ? answer.fit : able });
}
