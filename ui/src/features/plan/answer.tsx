import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { useTakeBackStarts } from "@/features/enrollments/public/take-back-starts";
import { problemText } from "@/shared/api/problem-text";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { asToldOfTheList } from "./able";
import { Consequence } from "./consequence";
import { NotAble } from "./not-able";
import { Override } from "./override";
import styles from "./plan.module.css";
import { type Question, type StartAnswer, useStart } from "./queries";
import { WaysOut } from "./ways-out";

const ICONS = { yes: IconCircleCheck, some: IconAlertTriangle, no: IconCircleX };
const PROBLEMS = {
  from_past: m.plan_from_past,
  holidays_not_known: m.plan_holidays_not_known,
  retired_cadence: m.plan_problem_retired,
  too_far: m.plan_too_far,
};

type AnswerProps = {
  query: UseQueryResult<StartAnswer>;
  question: Question;
  onDay: (open: { day: Day; wanted?: number }) => void;
  cadenceId: string | undefined;
};

/** Yes, some or no; and with every no what it spares, and the ways out of it. */
export function Answer({ query, question, onDay, cadenceId }: AnswerProps) {
  const start = useStart();
  const takeBack = useTakeBackStarts();
  const [isOverriding, setOverriding] = useState(false);
  const go = (asked: Question, why?: string) =>
    start.mutate(why === undefined ? { question: asked } : { question: asked, why }, {
      onSuccess: ({ starts, forced }) => {
        setOverriding(false);
        const all = [...starts, ...forced];
        showMessage(m.enrollments_started({ n: all.length, cadence: asked.cadence }), () =>
          takeBack(all),
        );
      },
    });
  if (query.error !== null) return <ProblemAlert text={problemText(query.error, PROBLEMS)} />;
  if (query.data === undefined) return <Loading height={96} mt="md" />;
  const told = asToldOfTheList(query.data);
  const Icon = ICONS[told.answer];
  const { able } = told;
  const refused = able - told.fit;
  return (
    <Stack
      className={styles.answer}
      gap="sm"
      data-answer={told.answer}
      aria-busy={query.isPlaceholderData}
    >
      <Group justify="space-between" align="flex-start">
        <div className={styles.verdict} role="status">
          <Icon aria-hidden="true" />
          <div>
            <Title order={2}>{verdict(told)}</Title>
            <Because told={told} />
          </div>
        </div>
        <Button
          disabled={told.fit === 0 || query.isPlaceholderData}
          loading={start.isPending}
          onClick={() => go({ ...question, n: told.fit })}
        >
          {m.plan_start_n({ n: told.fit })}
        </Button>
      </Group>
      <ProblemAlert text={start.error === null ? undefined : problemText(start.error, PROBLEMS)} />
      {told.feasible && (
        <WaysOut told={told} question={question} cadenceId={cadenceId} onStart={go} onDay={onDay} />
      )}
      {told.answer !== "yes" && told.otherwise && refused > 0 && (
        <Consequence otherwise={told.otherwise} n={able} />
      )}
      {refused > 0 &&
        (isOverriding ? (
          <Override
            n={able}
            isSaving={start.isPending}
            onStart={(why) => go(question, why)}
            onLeave={() => setOverriding(false)}
          />
        ) : (
          <div>
            <Button variant="subtle" color="red" onClick={() => setOverriding(true)}>
              {m.plan_anyway({ n: able })}
            </Button>
          </div>
        ))}
      <NotAble told={told} />
    </Stack>
  );
}

function verdict({ answer, asked, fit, on_the_list, left_on_the_list }: StartAnswer): string {
  if (on_the_list === 0) return m.plan_list_is_empty();
  if (answer === "yes") {
    const more = left_on_the_list ?? 0;
    return more > 0 ? m.plan_yes_more({ n: fit, more: whole(more) }) : m.plan_yes({ n: fit });
  }
  return answer === "some"
    ? m.plan_some({ n: fit, asked: whole(asked) })
    : m.plan_no({ asked: whole(asked) });
}

type BecauseProps = { told: StartAnswer };

/** The first follow-up that would not fit, and where. */
function Because({ told }: BecauseProps) {
  if (!told.feasible) return <Text>{m.plan_running_late()}</Text>;
  const { breaks, otherwise } = told;
  if (!breaks) {
    return told.on_the_list == null || told.on_the_list === 0 ? null : (
      <Text>{m.plan_on_the_list({ n: told.on_the_list })}</Text>
    );
  }
  const { from, to, minutes_over: over, channel } = breaks;
  const when =
    from === to ? shortDay(from) : m.calendar_from_to({ from: shortDay(from), to: shortDay(to) });
  const text =
    channel === "total"
      ? m.plan_breaks({ when, time: minutes(over) })
      : m.plan_breaks_channel({ when, n: whole(over) });
  const late = otherwise?.first_late;
  return (
    <Text>
      {text} {late && m.plan_first_late({ day: shortDay(late) })}
    </Text>
  );
}
