import { Button, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { MovedNotice } from "@/features/activities/public/moved-notice";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { outcomeWord } from "@/shared/words/contact";
import { type Block, leaveBlock } from "./block";
import styles from "./block-summary.module.css";

type BlockSummaryProps = { block: Block; nLeft: number };

/** What a block came to, against what was aimed at. */
export function BlockSummary({ block, nLeft }: BlockSummaryProps) {
  const navigate = useNavigate();
  const { filed, goal } = block;
  const nAsked = filed.filter((it) => it.asked).length;
  const nAssumed = filed.filter((it) => it.asked && it.assumed).length;
  const leave = () => {
    leaveBlock();
    void navigate({ to: "/" });
  };
  useCommands({ "block.leave": leave });
  const counts = [
    { label: m.block_sum_touches(), n: filed.length },
    { label: m.block_sum_conversations(), n: filed.filter((it) => it.conversation).length },
    { label: m.block_sum_asks(), n: nAsked },
    { label: m.block_sum_meetings(), n: filed.filter((it) => it.meeting).length },
  ];
  return (
    <section className={styles.summary}>
      <Title order={1}>{m.block_sum_title()}</Title>
      <dl className={styles.counts}>
        {counts.map(({ label, n }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      {goal > 0 && (
        <p data-is-met={nAsked >= goal} className={styles.goal}>
          {nAsked >= goal
            ? m.block_sum_goal_met({ goal: String(goal) })
            : m.block_sum_goal_missed({ n: String(nAsked), goal: String(goal) })}
        </p>
      )}
      <MovedNotice />
      {nAssumed > 0 && <p>{m.block_sum_assumed({ n: nAssumed })}</p>}
      <div className={styles.actions}>
        <Button ref={focus} onClick={leave}>
          {m.block_back_to_today()}
        </Button>
        {nLeft > 0 && (
          <Button variant="default" onClick={leaveBlock}>
            {m.block_another({ n: String(nLeft) })}
          </Button>
        )}
      </div>
      <ol className={styles.filed}>
        {filed.map((it) => (
          <li key={it.activity}>
            <span>{it.name}</span>
            <span>{outcomeWord(it.outcome)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function focus(button: HTMLElement | null): void {
  button?.focus();
}
