import { Button, Group, Stack, Text } from "@mantine/core";
import { usePause, useResume, useTakeBackByHand } from "@/features/enrollments/public/by-hand";
import { waitsWord } from "@/features/enrollments/public/waits";
import { useMe } from "@/features/identity/public/session";
import { isProblem } from "@/shared/api/problem";
import { dayIn } from "@/shared/dates/days";
import { dayAndTime, namedDay, nearDay } from "@/shared/dates/format";
import { Keys } from "@/shared/keyboard/keys";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { TouchDots } from "@/shared/touch-dots/touch-dots";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord } from "@/shared/words/contact";
import { looseWord } from "../public/words";
import type { Timeline } from "../queries";
import type { Dialog } from "./dialogs";
import { MeetingStep } from "./meeting-step";
import { type NextStep, nextSteps } from "./next-step";
import styles from "./person.module.css";

type NextStepsProps = {
  timeline: Timeline;
  standing: string;
  onDialog: (dialog: Dialog) => void;
};

/** What comes next, when, and what can be done about it. */
export function NextSteps({ timeline, standing, onDialog }: NextStepsProps) {
  const { zone } = useMe();
  const steps = nextSteps(timeline, (at) => dayIn(zone, new Date(at)));
  return (
    <Card title={m.people_next_step()}>
      {steps.length === 0 ? (
        <Stack gap="xs" align="start">
          <Text>{m.people_no_next_step()}</Text>
          {standing !== "prospect" && (
            <Button onClick={() => onDialog({ kind: "start" })}>{m.people_start()}</Button>
          )}
        </Stack>
      ) : (
        <ul className={styles.steps}>
          {steps.map((step) => (
            <li key={keyOf(step)}>
              <Step step={step} onDialog={onDialog} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function keyOf(step: NextStep): string {
  if (step.kind === "meeting") return step.id;
  return step.kind === "loose" ? `${step.what} ${step.from}` : step.enrollment.id;
}

type StepProps = { step: NextStep; onDialog: (dialog: Dialog) => void };

function Step({ step, onDialog }: StepProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  switch (step.kind) {
    case "touch": {
      const { enrollment, agreed, from, to } = step;
      const next = enrollment.next;
      if (!next) return null;
      const when =
        agreed !== undefined
          ? dayAndTime(agreed, zone, today)
          : from <= today
            ? m.people_until({ day: namedDay(to, today) })
            : nearDay(from, today);
      return (
        <>
          <div className={styles.stepHead}>
            <strong>
              {m.people_step_channel({ channel: channelWord(next.channel), when })}
              {to < today && <span className={styles.late}>{m.people_late()}</span>}
            </strong>
            <TouchDots
              step={next.step}
              of={enrollment.touches}
              label={m.people_touches_done({ done: next.step - 1, of: enrollment.touches })}
            />
          </div>
          <Text size="sm" c="dimmed">
            {m.people_step_of({
              step: next.step,
              of: enrollment.touches,
              cadence: enrollment.cadence,
            })}
            {enrollment.waits_why !== "" &&
              `. ${m.people_waits({ why: waitsWord(enrollment.waits_why) })}`}
          </Text>
          <EnrollmentDeeds id={enrollment.id} isPaused={false} onDialog={onDialog} />
        </>
      );
    }
    case "paused":
      return (
        <>
          <strong>{m.people_paused({ cadence: step.enrollment.cadence })}</strong>
          {step.enrollment.waits_why !== "" && (
            <Text size="sm" c="dimmed">
              {m.people_waits({ why: waitsWord(step.enrollment.waits_why) })}
            </Text>
          )}
          <EnrollmentDeeds id={step.enrollment.id} isPaused onDialog={onDialog} />
        </>
      );
    case "loose":
      return (
        <strong>
          {m.people_step_channel({
            channel: looseWord(step.what),
            when: nearDay(step.from <= today ? step.to : step.from, today),
          })}
        </strong>
      );
    case "meeting":
      return <MeetingStep step={step} />;
  }
}

type EnrollmentDeedsProps = {
  id: string;
  isPaused: boolean;
  onDialog: (dialog: Dialog) => void;
};

function EnrollmentDeeds({ id, isPaused, onDialog }: EnrollmentDeedsProps) {
  const pause = usePause();
  const resume = useResume();
  const takeBack = useTakeBackByHand();
  const hold = () =>
    sayWhatCame(pause.mutateAsync(id), () =>
      showMessage(m.people_paused_done(), () => takeBack(id)),
    );
  const goOn = () =>
    sayWhatCame(
      resume.mutateAsync({ id }).catch((error: unknown) => {
        if (!isProblem(error, "no_room")) throw error;
        onDialog({ kind: "resume", enrollment: id });
        return undefined;
      }),
      (done) => done && showMessage(m.people_resumed_done(), () => takeBack(id)),
      { blocked_company: m.enrollments_blocked_company },
    );
  return (
    <Group gap="xs" mt={8}>
      {isPaused ? (
        <Button size="compact-sm" loading={resume.isPending} onClick={goOn}>
          {m.people_resume()}
        </Button>
      ) : (
        <>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="person.later" />}
            onClick={() => onDialog({ kind: "later", enrollment: id })}
          >
            {m.people_later()}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<Keys command="person.skip" />}
            onClick={() => onDialog({ kind: "skip", enrollment: id })}
          >
            {m.people_skip()}
          </Button>
          <Button size="compact-sm" variant="default" loading={pause.isPending} onClick={hold}>
            {m.people_pause()}
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => onDialog({ kind: "stop", enrollment: id })}
      >
        {m.people_stop()}
      </Button>
    </Group>
  );
}
