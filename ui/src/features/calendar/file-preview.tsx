import { Button, Group, List, Stack, Text } from "@mantine/core";
import { shortDay } from "@/shared/dates/format";
import { takeFocus } from "@/shared/focus/take-focus";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { icsProblem } from "./problem-words";
import type { Preview } from "./queries";

type FilePreviewProps = {
  name: string;
  preview: Preview;
  isSaving: boolean;
  onCount: () => void;
  onLeave: () => void;
};

/** What a calendar file takes from the hours, day by day, and what would be late with it. */
export function FilePreview({ name, preview, isSaving, onCount, onLeave }: FilePreviewProps) {
  const { blocks, days, late, problems } = preview;
  return (
    <Stack gap="sm" w="100%" component="section" aria-label={name}>
      <div role="status">
        <Text fw={600}>{name}</Text>
        {sums(preview).map((text) => (
          <Text key={text}>{text}</Text>
        ))}
        <Text size="sm" c="dimmed">
          {m.calendar_preview_not_yet({ n: whole(blocks) })}
        </Text>
      </div>
      {late.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {m.calendar_preview_late({ n: late.length })}
          </Text>
          <List size="sm">
            {late.map((it) => (
              <List.Item key={`${it.person}/${it.step}`}>
                {m.calendar_preview_late_one({ name: it.name, step: String(it.step) })}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {problems.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {m.calendar_preview_problems()}
          </Text>
          <List size="sm">
            {problems.map((problem) => (
              <List.Item key={problem.detail}>{icsProblem(problem)}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Group gap="sm">
        <Button ref={takeFocus} loading={isSaving} onClick={onCount}>
          {m.calendar_preview_count()}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {m.calendar_preview_drop()}
        </Button>
      </Group>
      {days.length > 0 && (
        <Table
          caption={m.calendar_preview_days()}
          headings={[m.calendar_day(), m.calendar_preview_now(), m.calendar_preview_then()]}
          rows={days.map(({ on, now, then }) => ({
            id: on,
            cells: [shortDay(on), minutes(now), minutes(then)],
          }))}
        />
      )}
    </Stack>
  );
}

/** What it takes in all, and what it gives back where it takes the place of an earlier one. */
function sums({ days }: Preview): string[] {
  const less = days.filter((day) => day.then < day.now);
  const more = days.filter((day) => day.then > day.now);
  const sum = (some: Preview["days"]) =>
    minutes(some.reduce((all, { now, then }) => all + Math.abs(now - then), 0));
  if (days.length === 0) return [m.calendar_preview_nothing()];
  return [
    ...(less.length === 0 ? [] : [m.calendar_preview_takes({ n: less.length, time: sum(less) })]),
    ...(more.length === 0 ? [] : [m.calendar_preview_gives({ n: more.length, time: sum(more) })]),
  ];
}
