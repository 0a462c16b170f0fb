import { Button, Group, Text } from "@mantine/core";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { dayAndTime } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { useChangeMeeting } from "../queries";
import type { NextStep } from "./next-step";

type MeetingStepProps = { step: Extract<NextStep, { kind: "meeting" }> };

/** A meeting ahead, and what became of it. */
export function MeetingStep({ step }: MeetingStepProps) {
  const { zone } = useMe();
  const change = useChangeMeeting();
  const today = dayIn(zone);
  const say = (state: "held" | "no_show" | "cancelled") =>
    sayWhatCame(change.mutateAsync({ id: step.id, state }), () =>
      showMessage(MEETING_SAID[state]()),
    );
  return (
    <>
      <strong>
        {step.starts === undefined
          ? m.people_meeting_open()
          : m.people_step_channel({
              channel: m.people_meeting(),
              when: dayAndTime(step.starts, zone, today),
            })}
      </strong>
      {step.place !== "" && (
        <Text size="sm" c="dimmed" dir="auto">
          {step.place}
        </Text>
      )}
      <Group gap="xs" mt={8}>
        {(["held", "no_show", "cancelled"] as const).map((state) => (
          <Button
            key={state}
            size="compact-sm"
            variant="default"
            disabled={change.isPending}
            onClick={() => say(state)}
          >
            {MEETING_STATES[state]()}
          </Button>
        ))}
      </Group>
    </>
  );
}

const MEETING_STATES = {
  held: m.people_meeting_held,
  no_show: m.people_meeting_no_show,
  cancelled: m.people_meeting_cancelled,
} as const;

const MEETING_SAID = {
  held: m.people_meeting_held_said,
  no_show: m.people_meeting_no_show_said,
  cancelled: m.people_meeting_cancelled_said,
} as const;
