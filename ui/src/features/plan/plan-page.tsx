import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { memo, useCallback, useDeferredValue, useMemo, useState } from "react";
import { usableCadencesQuery } from "@/features/cadences/public/cadences";
import { DayDialog } from "@/features/calendar/public/day-dialog";
import { useDaysOff } from "@/features/calendar/public/days-off";
import { HoursLearn } from "@/features/calendar/public/hours-learn";
import type { Day } from "@/shared/dates/days";
import { Failed } from "@/shared/four-states/failed";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { Answer } from "./answer";
import { ChartCard } from "./chart-card";
import { FirstHours } from "./first-hours";
import { HeatMap } from "./heat-map";
import { Late } from "./late";
import { ListLasts } from "./list-lasts";
import { PauseDialog } from "./pause-dialog";
import styles from "./plan.module.css";
import {
  canStartQuery,
  type Question,
  type StartAnswer,
  spentQuery,
  type Weeks,
  weeksQuery,
} from "./queries";
import { QuestionForm } from "./question-form";
import { type SpanKind, spansOf } from "./room";

const DrawnHeatMap = memo(HeatMap);
const DrawnChart = memo(ChartCard);
const NOBODY: StartAnswer["days"] = [];

/** How far ahead is shown, in weeks. */
const AHEAD: Record<SpanKind, number> = { day: 5, week: 13, month: 26 };
/** After this pause in typing the address says what is asked. */
const PAUSE = 300;

type PlanPageProps = {
  /** What the address asks. */
  asked: Partial<Question>;
  by: SpanKind;
  onAsk: (question: Question) => void;
  onBy: (by: SpanKind) => void;
};

/** What can be finished, before it is started. */
export function PlanPage({ asked, by, onAsk, onBy }: PlanPageProps) {
  const [isPausing, setPausing] = useState(false);
  const weeks = useQuery(weeksQuery(AHEAD[by]));
  const cadences = useQuery(usableCadencesQuery);
  const first = cadences.data?.cadences[0]?.name;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{m.plan_title()}</Title>
          <Text c="dimmed">{m.plan_lead()}</Text>
        </div>
        <Group gap="md">
          <Button variant="default" onClick={() => setPausing(true)}>
            {m.plan_pause_everybody()}
          </Button>
          <Anchor component={Link} to="/plan/calendar">
            {m.plan_to_calendar()}
          </Anchor>
        </Group>
      </Group>
      {isPausing && <PauseDialog onClose={() => setPausing(false)} />}
      {weeks.data === null && <FirstHours />}
      {weeks.error !== null && <Failed error={weeks.error} retry={() => void weeks.refetch()} />}
      {weeks.error === null &&
        (weeks.data === undefined || (weeks.data !== null && cadences.data === undefined)) && (
          <Loading height={520} />
        )}
      {weeks.error === null && weeks.data != null && cadences.data !== undefined && (
        <Planned
          weeks={weeks.data}
          question={{ n: 10, ...asked, cadence: asked.cadence ?? first ?? "" }}
          by={by}
          onAsk={onAsk}
          onBy={onBy}
        />
      )}
    </Stack>
  );
}

type PlannedProps = {
  weeks: Weeks;
  question: Question;
  by: SpanKind;
  onAsk: (question: Question) => void;
  onBy: (by: SpanKind) => void;
};

function Planned({ weeks, question: told, by, onAsk, onBy }: PlannedProps) {
  const [question, setQuestion] = useState(told);
  const [open, setOpen] = useState<{ day: Day; wanted?: number }>();
  const openDay = useCallback((day: Day) => setOpen({ day }), []);
  const settle = useDebouncedCallback(onAsk, PAUSE);
  const ask = (next: Question) => {
    setQuestion(next);
    settle(next);
  };
  const { data: list } = useQuery(usableCadencesQuery);
  const { data: spent } = useQuery(spentQuery);
  const id = list?.cadences.find((it) => it.name === question.cadence)?.id;
  const isAsked = question.n > 0 && question.cadence !== "";
  const answer = useQuery({ ...canStartQuery(question), enabled: isAsked });
  // The answer is read first: the pictures follow it.
  const joined = useDeferredValue(isAsked ? (answer.data?.days ?? NOBODY) : NOBODY);
  const breaks = useDeferredValue(
    isAsked && answer.data?.feasible ? answer.data.breaks : undefined,
  );
  const daysOff = useDaysOff(weeks.days[0]?.on, weeks.days.at(-1)?.on);
  const spans = useMemo(
    () => spansOf(weeks.days, joined, by, daysOff),
    [weeks, joined, by, daysOff],
  );
  const kinds = [
    { value: "day", label: m.plan_by_day() },
    { value: "week", label: m.plan_by_week() },
    { value: "month", label: m.plan_by_month() },
  ] as const;
  return (
    <>
      <Paper withBorder p="md">
        <QuestionForm question={question} firstDay={weeks.days[0]?.on} onAsk={ask} />
        {isAsked && <Answer query={answer} question={question} onDay={setOpen} cadenceId={id} />}
      </Paper>
      <Late weeks={weeks} onDay={setOpen} />
      <ListLasts />
      {spent != null && <HoursLearn spent={spent} />}
      <Group justify="flex-end">
        <SegmentedControl
          aria-label={m.plan_shown_by()}
          data={[...kinds]}
          value={by}
          onChange={onBy}
        />
      </Group>
      <div className={styles.halves}>
        <DrawnHeatMap spans={spans} kind={by} breaks={breaks} onDay={openDay} />
        <DrawnChart spans={spans} kind={by} />
      </div>
      {open !== undefined && (
        <DayDialog day={open.day} wanted={open.wanted} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
