import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTakeBackByHand } from "@/features/enrollments/public/by-hand";
import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/api/problem-text";
import { addDays } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import type { Here } from "./block/caption";
import { laterMutation, type Touch } from "./queries";

type LaterDialogProps = { touch: Touch; here: Here; onClose: () => void };

/** Moves a touch inside its window; beyond it asks why, and says what that breaks. */
export function LaterDialog({ touch, here, onClose }: LaterDialogProps) {
  const last = touch.to ?? undefined;
  const tomorrow = addDays(here.today, 1);
  const [to, setTo] = useState(last !== undefined && last > here.today ? last : tomorrow);
  const [why, setWhy] = useState("");
  const later = useMutation(laterMutation);
  const takeBack = useTakeBackByHand();
  const isBeyond = last !== undefined && to > last;
  const move = (event: FormEvent) => {
    event.preventDefault();
    const enrollment = touch.enrollment;
    if (enrollment == null) return;
    later.mutate(
      { enrollment, to, why: why.trim() },
      {
        onSuccess: ({ late }) => {
          const day = shortDay(to, here.today);
          const moved = m.today_moved({ name: touch.name, day });
          showMessage(
            late.length === 0
              ? moved
              : `${moved} ${m.today_moved_breaks({ n: late.length, who: late.map((it) => it.name).join(", ") })}`,
            () => takeBack(enrollment),
          );
          onClose();
        },
      },
    );
  };
  const problem =
    later.error === null ? undefined : problemText(later.error, { no_room: m.today_no_room });
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.today_later_title({ name: touch.name })}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <form onSubmit={move}>
        <Stack>
          {last !== undefined && (
            <Text size="sm">{m.today_window({ last: shortDay(last, here.today) })}</Text>
          )}
          <TextInput
            type="date"
            label={m.today_later_to()}
            required
            min={tomorrow}
            value={to}
            data-autofocus
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          {isBeyond && (
            <>
              <Alert color="orange" variant="light">
                {m.today_beyond()}
              </Alert>
              <TextInput
                label={m.block_why()}
                required
                maxLength={500}
                value={why}
                error={isProblem(later.error, "why_missing") ? m.today_why_missing() : undefined}
                onChange={(event) => setWhy(event.currentTarget.value)}
              />
            </>
          )}
          <ProblemAlert text={problem} />
          <Group>
            <Button type="submit" loading={later.isPending}>
              {m.today_move()}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {m.block_back()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
