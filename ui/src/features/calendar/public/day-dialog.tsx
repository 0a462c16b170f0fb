import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Day, weekdayOf } from "@/shared/dates/days";
import { longDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { dayOf, dayText, longer, minutesOf, weekOf } from "../hours";
import { calendarProblem } from "../problem-words";
import { hoursQuery, lostQuery, useSetDayHours, useSetLost } from "../queries";

type DayDialogProps = {
  day: Day;
  /** So many minutes are looked for on this day. */
  wanted?: number | undefined;
  onClose: () => void;
};

/** One day: hours of its own, and what of it is lost. */
export function DayDialog({ day, wanted, onClose }: DayDialogProps) {
  const query = useQuery(hoursQuery);
  return (
    <Modal
      opened
      onClose={onClose}
      title={longDay(day)}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <FourStates query={query} skeleton={<Loading height={240} />}>
        {({ hours, days }) => {
          const own = days.find((it) => it.on === day)?.hours;
          const usual = dayText(weekOf(hours)[weekdayOf(day) - 1] ?? []);
          return (
            <Stack>
              <DayHours day={day} own={own} usual={usual} wanted={wanted} onClose={onClose} />
              <LostTime day={day} onClose={onClose} />
            </Stack>
          );
        }}
      </FourStates>
    </Modal>
  );
}

type DayHoursProps = {
  day: Day;
  own: string | undefined;
  usual: string;
  wanted: number | undefined;
  onClose: () => void;
};

function DayHours({ day, own, usual, wanted, onClose }: DayHoursProps) {
  const save = useSetDayHours(day);
  const now = own ?? usual;
  const [typed, setTyped] = useState(
    wanted === undefined ? now : dayText(longer(dayOf(now), wanted)),
  );
  const set = (hours: string | undefined) =>
    save.mutate(hours, {
      onSuccess: () => {
        onClose();
        showMessage(m.calendar_day_saved({ day: longDay(day) }), () => save.mutateAsync(own));
      },
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(typed);
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={m.calendar_hours_of_day()}
          description={m.calendar_hours_form()}
          value={typed}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={calendarProblem(save.error)}
        />
        <Text size="sm" c="dimmed">
          {m.calendar_planned({ time: minutes(minutesOf(dayOf(typed))) })}
        </Text>
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {m.calendar_save_day()}
          </Button>
          {own !== undefined && (
            <Button variant="default" onClick={() => set(undefined)}>
              {m.calendar_usual_hours()}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

type LostTimeProps = { day: Day; onClose: () => void };

function LostTime({ day, onClose }: LostTimeProps) {
  const { data } = useQuery(lostQuery);
  const save = useSetLost(day);
  const [typed, setTyped] = useState<number | string>("");
  const before = data?.lost.find((it) => it.on === day);
  const was = before === undefined ? "none" : (before.minutes ?? "whole");
  const set = (lost: typeof was) =>
    save.mutate(lost, {
      onSuccess: () => {
        onClose();
        showMessage(m.calendar_lost_saved({ day: longDay(day) }), () => save.mutateAsync(was));
      },
    });
  return (
    <Stack gap="xs">
      <Text fw={600}>{m.calendar_lost()}</Text>
      {before !== undefined && (
        <Text size="sm">
          {before.minutes == null
            ? m.calendar_lost_whole()
            : m.calendar_lost_minutes({ time: minutes(before.minutes) })}
        </Text>
      )}
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={m.calendar_minutes()}
          min={1}
          max={1440}
          w={110}
          value={typed}
          onChange={setTyped}
        />
        <Button
          variant="default"
          disabled={typeof typed !== "number"}
          onClick={() => typeof typed === "number" && set(typed)}
        >
          {m.calendar_lose_minutes()}
        </Button>
        <Button variant="default" onClick={() => set("whole")}>
          {m.calendar_lose_day()}
        </Button>
        {before !== undefined && (
          <Button variant="subtle" onClick={() => set("none")}>
            {m.calendar_not_lost()}
          </Button>
        )}
      </Group>
      <ProblemAlert text={calendarProblem(save.error)} />
    </Stack>
  );
}
