import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { calendarProblem } from "../problem-words";
import { type Leave, useDropLeave, useTakeLeave } from "../queries";

type LeaveFormProps = { action: string; onTaken?: () => void };

/** Days on which nothing is done: the windows of all touches wait for them. */
export function LeaveForm({ action, onTaken }: LeaveFormProps) {
  const take = useTakeLeave();
  const drop = useDropLeave();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const leave = await take.mutateAsync({ from, to: to || from });
      setFrom("");
      setTo("");
      showMessage(m.calendar_leave_taken({ days: daysOf(leave) }), async () => {
        await drop.mutateAsync(leave.id);
      });
      onTaken?.();
    } catch {
      // Told below the fields.
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput
            type="date"
            label={m.calendar_first_day()}
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={m.calendar_last_day()}
            min={from}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button type="submit" loading={take.isPending}>
            {action}
          </Button>
        </Group>
        <ProblemAlert text={calendarProblem(take.error)} />
      </Stack>
    </form>
  );
}

/** The days of a leave, in words. */
export function daysOf({ from, to }: Pick<Leave, "from" | "to">): string {
  return from === to
    ? shortDay(from)
    : m.calendar_from_to({ from: shortDay(from), to: shortDay(to) });
}
