import { Button, Group, Modal, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { touchKey } from "@/features/activities/public/file-touch";
import { problemText } from "@/shared/api/problem-text";
import type { components } from "@/shared/api/schema.gen";
import { shortDay } from "@/shared/dates/format";
import { takeFocus } from "@/shared/focus/take-focus";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { channelWord } from "@/shared/words/contact";
import styles from "./closing-dialog.module.css";
import { closingQuery, lostMutation, notLostMutation, type Touch } from "./queries";

type Closing = components["schemas"]["ClosingShown"];

type ClosingDialogProps = { onClose: () => void };

/** The end of the day: what was on time, what moved, what is at risk, and how tomorrow begins. */
export function ClosingDialog({ onClose }: ClosingDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.today_close()}
      size="lg"
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <FourStates query={useQuery(closingQuery)} skeleton={<RowsSkeleton rows={6} height={36} />}>
        {(closing) => <Closed closing={closing} onClose={onClose} />}
      </FourStates>
    </Modal>
  );
}

type ClosedProps = { closing: Closing; onClose: () => void };

function Closed({ closing, onClose }: ClosedProps) {
  const lost = useMutation(lostMutation);
  const notLost = useMutation(notLostMutation);
  const { on_time, late, moved, left, at_risk, would_be_late, first } = closing;
  const isNothing = [on_time, late, moved, left].every((some) => some.length === 0);
  const next = closing.next == null ? "" : shortDay(closing.next, closing.on);
  const lose = () =>
    lost.mutate(
      { day: closing.on },
      {
        onSuccess: () => {
          showMessage(m.today_lost_done({ n: left.length }), async () => {
            await notLost.mutateAsync({ day: closing.on });
          });
        },
      },
    );
  return (
    <div className={styles.closing}>
      {isNothing && <p>{m.today_close_nothing()}</p>}
      <Part title={m.today_close_on_time({ n: on_time.length })} lines={on_time.map(doneLine)} />
      <Part title={m.today_close_late({ n: late.length })} lines={late.map(doneLine)} tone="bad" />
      <Part
        title={m.today_close_moved({ n: moved.length })}
        lines={moved.map((it) => ({
          id: it.enrollment,
          text: it.why === "" ? it.name : `${it.name}: ${it.why}`,
        }))}
      />
      <Part title={m.today_close_left({ n: left.length, day: next })} lines={left.map(touchLine)} />
      <Part
        title={m.today_close_at_risk({ n: at_risk.length, day: next })}
        lines={at_risk.map(touchLine)}
        tone="attention"
      />
      <Part
        title={m.today_would_be_late({ n: would_be_late.length })}
        lines={would_be_late.map((it) => ({ id: `${it.person}/${it.step}`, text: it.name }))}
        tone="bad"
      />
      <Part title={m.today_close_first({ day: next })} lines={first.map(touchLine)} />
      <ProblemAlert text={lost.error === null ? undefined : problemText(lost.error)} />
      <Group>
        <Button ref={takeFocus} onClick={onClose}>
          {m.today_close_done()}
        </Button>
        {left.length > 0 && (
          <Button variant="default" loading={lost.isPending} onClick={lose}>
            {m.today_lost()}
          </Button>
        )}
      </Group>
      {left.length > 0 && (
        <Text size="sm" c="dimmed">
          {m.today_lost_text()}
        </Text>
      )}
    </div>
  );
}

type Line = { id: string; text: string };
type PartProps = { title: string; lines: readonly Line[]; tone?: "attention" | "bad" };

function Part({ title, lines, tone }: PartProps) {
  if (lines.length === 0) return null;
  return (
    <section data-tone={tone}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>{line.text}</li>
        ))}
      </ul>
    </section>
  );
}

function doneLine(it: { touch: string; name: string }): Line {
  return { id: it.touch, text: it.name };
}

function touchLine(touch: Touch): Line {
  return { id: touchKey(touch), text: `${touch.name}, ${channelWord(touch.channel)}` };
}
