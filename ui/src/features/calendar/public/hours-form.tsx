import { ActionIcon, Button, Chip, Group, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { weekdayName } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { type Block, blocksOf, type Interval, minutesOf, weekOf, weekText } from "../hours";
import { calendarProblem } from "../problem-words";
import { useSetHours } from "../queries";

const FIRST: Block = { days: [1, 2, 3, 4, 5], intervals: [{ from: "09:00", to: "11:00" }] };
const NEXT: Block = { days: [], intervals: [{ from: "09:00", to: "10:00" }] };

type HoursFormProps = {
  /** The week as it is written now. */
  hours: string;
  onSaved: () => void;
};

/** Prospecting hours of the week: on which days, from when to when. */
export function HoursForm({ hours, onSaved }: HoursFormProps) {
  const save = useSetHours();
  const [blocks, setBlocks] = useState<Block[]>(() => {
    const told = blocksOf(weekOf(hours));
    return told.length === 0 ? [FIRST] : told;
  });
  const set = (at: number, block: Block | undefined) =>
    setBlocks(blocks.flatMap((it, n) => (n === at ? (block ?? []) : it)));
  const total = blocks.reduce(
    (sum, block) => sum + block.days.length * minutesOf(block.intervals),
    0,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(weekText(blocks), { onSuccess: onSaved });
      }}
    >
      <Stack gap="md">
        {blocks.map((block, n) => (
          <BlockFields
            // A block has nothing but its place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={n}
            block={block}
            onChange={(changed) => set(n, changed)}
          />
        ))}
        <ProblemAlert text={calendarProblem(save.error)} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={!(total >= 0)}>
            {m.calendar_save_hours()}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => setBlocks([...blocks, NEXT])}
          >
            {m.calendar_more_hours()}
          </Button>
          <span>{m.calendar_a_week({ time: minutes(Math.max(total, 0)) })}</span>
        </Group>
      </Stack>
    </form>
  );
}

type BlockFieldsProps = { block: Block; onChange: (block: Block | undefined) => void };

function BlockFields({ block, onChange }: BlockFieldsProps) {
  const [first = NEXT.intervals[0] as Interval, ...others] = block.intervals;
  const times = [first, ...others];
  const set = (at: number, interval: Interval | undefined) =>
    onChange({ ...block, intervals: times.flatMap((it, n) => (n === at ? (interval ?? []) : it)) });
  return (
    <Stack gap="xs" role="group" aria-label={m.calendar_hours()}>
      <Chip.Group
        multiple
        value={block.days.map(String)}
        onChange={(days) => onChange({ ...block, days: days.map(Number).sort((a, b) => a - b) })}
      >
        <Group gap={6} role="group" aria-label={m.calendar_days()}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Chip key={day} value={String(day)} size="sm">
              {weekdayName(day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {times.map((interval, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a time has nothing but its place
        <Group key={n} gap="sm" align="flex-end">
          <TextInput
            type="time"
            label={m.calendar_from()}
            value={interval.from}
            required
            onChange={(event) => set(n, { ...interval, from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={m.calendar_to()}
            value={interval.to}
            required
            onChange={(event) => set(n, { ...interval, to: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={m.calendar_remove_hours()}
            onClick={() => (times.length > 1 ? set(n, undefined) : onChange(undefined))}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
          {n === times.length - 1 && (
            <Button
              variant="subtle"
              onClick={() =>
                onChange({ ...block, intervals: [...times, { from: "14:00", to: "15:00" }] })
              }
            >
              {m.calendar_second_time()}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
