import { Button, Checkbox, Chip, Group, Input, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { weekdayName } from "@/shared/dates/weekdays";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { m } from "@/shared/messages/gen/messages";
import { type HoursTyped, hoursOf, WEEKDAYS } from "./hours";
import { useSaveHours } from "./queries";

const FIELDS: FieldsOfProblems<HoursTyped> = {
  unreadable_hours: ["to", m.first_run_hours_wrong],
};

/** On which days somebody prospects, from when to when. */
export function HoursStep() {
  const me = useMe();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [isHere, setHere] = useState(me.zone !== here);
  const [problem, setProblem] = useState<string>();
  const save = useSaveHours();
  const form = useForm<HoursTyped>({
    initialValues: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "11:00" },
    validate: {
      days: (days) => (days.length === 0 ? m.first_run_days_missing() : null),
      from: (from) => (from === "" ? m.first_run_time_missing() : null),
      to: (to, { from }) => (to === "" || to <= from ? m.first_run_hours_wrong() : null),
    },
  });
  const send = async (typed: HoursTyped) => {
    setProblem(undefined);
    const place = isHere ? { place: { zone: here, country: me.country } } : {};
    try {
      await save.mutateAsync({ hours: hoursOf(typed), ...place });
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  const { days } = form.getValues();
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack align="flex-start">
        <Input.Wrapper label={m.first_run_days()} labelElement="div" error={form.errors.days}>
          <Chip.Group
            multiple
            value={days}
            onChange={(chosen) => form.setFieldValue("days", chosen)}
          >
            <Group gap={6} role="group" aria-label={m.first_run_days()}>
              {WEEKDAYS.map((day, n) => (
                <Chip key={day} value={day} size="sm">
                  {weekdayName(n + 1, "short")}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <Group align="flex-start">
          <TextInput {...form.getInputProps("from")} type="time" label={m.first_run_from()} />
          <TextInput {...form.getInputProps("to")} type="time" label={m.first_run_to()} />
        </Group>
        {me.zone !== here && (
          <Checkbox
            checked={isHere}
            onChange={(event) => setHere(event.currentTarget.checked)}
            label={m.first_run_zone({ here, zone: me.zone })}
          />
        )}
        <ProblemAlert text={problem} />
        <Button type="submit" loading={save.isPending}>
          {m.first_run_save_hours()}
        </Button>
      </Stack>
    </form>
  );
}
