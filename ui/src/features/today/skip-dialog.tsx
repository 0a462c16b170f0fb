import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTakeBackByHand } from "@/features/enrollments/public/by-hand";
import { problemText } from "@/shared/api/problem-text";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { skipMutation, type Touch } from "./queries";

type SkipDialogProps = { touch: Touch; onClose: () => void };

/** Passes over a touch, with a why. */
export function SkipDialog({ touch, onClose }: SkipDialogProps) {
  const [why, setWhy] = useState("");
  const skip = useMutation(skipMutation);
  const takeBack = useTakeBackByHand();
  const pass = (event: FormEvent) => {
    event.preventDefault();
    const enrollment = touch.enrollment;
    if (enrollment == null) return;
    skip.mutate(
      { enrollment, why: why.trim() },
      {
        onSuccess: ({ next }) => {
          showMessage(
            next == null
              ? m.today_skipped_last({ name: touch.name })
              : m.today_skipped({
                  name: touch.name,
                  step: String(next.step),
                  day: shortDay(next.from),
                }),
            () => takeBack(enrollment),
          );
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.today_skip_title({ name: touch.name })}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <form onSubmit={pass}>
        <Stack>
          <TextInput
            label={m.block_why()}
            description={m.today_skip_why()}
            required
            maxLength={500}
            data-autofocus
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <ProblemAlert text={skip.error === null ? undefined : problemText(skip.error)} />
          <Group>
            <Button type="submit" loading={skip.isPending}>
              {m.today_skip()}
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
