import { Button, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import styles from "./calendar.module.css";
import { DayDialog } from "./public/day-dialog";
import { hoursQuery, lostQuery } from "./queries";

/** Days that are not as their weekday is: hours of their own, and what is lost of them. */
export function OwnDays() {
  const hours = useQuery(hoursQuery).data;
  const lost = useQuery(lostQuery).data;
  const [picked, setPicked] = useState("");
  const [open, setOpen] = useState<Day>();
  const days = [...(hours?.days ?? []), ...(lost?.lost ?? [])].map((it) => it.on);
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_own_days()}
      </Title>
      <Stack gap="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(picked);
          }}
        >
          <Group gap="sm" align="flex-end">
            <TextInput
              type="date"
              label={m.calendar_day()}
              required
              value={picked}
              onChange={(event) => setPicked(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {m.calendar_open_day()}
            </Button>
          </Group>
        </form>
        {days.length === 0 && (
          <Text size="sm" c="dimmed">
            {m.calendar_no_own_days()}
          </Text>
        )}
        <ul className={styles.list}>
          {[...new Set(days)].sort().map((day) => {
            const own = hours?.days.find((it) => it.on === day);
            const gone = lost?.lost.find((it) => it.on === day);
            const texts = [own?.hours, gone && lostText(gone.minutes)];
            return (
              <li key={day}>
                <span>{shortDay(day)}</span>
                <span className={styles.name}>{texts.filter(Boolean).join(", ")}</span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={m.calendar_change_day({ day: shortDay(day) })}
                  onClick={() => setOpen(day)}
                >
                  {m.calendar_change()}
                </Button>
              </li>
            );
          })}
        </ul>
      </Stack>
      {open !== undefined && <DayDialog day={open} onClose={() => setOpen(undefined)} />}
    </Paper>
  );
}

function lostText(lost: number | null | undefined): string {
  return lost == null ? m.calendar_lost_whole() : m.calendar_lost_minutes({ time: minutes(lost) });
}
