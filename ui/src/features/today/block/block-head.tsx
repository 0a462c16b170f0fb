import { Button, Title } from "@mantine/core";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import type { Block } from "./block";
import styles from "./block-head.module.css";

type BlockHeadProps = { block: Block; nLeft: number; onLeave: () => void };

/** How far the block is: what was done, and what was chosen at its beginning. */
export function BlockHead({ block, nLeft, onLeave }: BlockHeadProps) {
  const { filed } = block;
  const nAll = filed.length + nLeft;
  const n = block.endsBy === "count" ? Math.min(block.end, nAll) : nAll;
  const share = n === 0 ? 0 : filed.length / n;
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Title order={1} size="h2">
          {m.block_place({ n: String(Math.min(filed.length + 1, n)), of: String(n) })}
        </Title>
        <span>{endText(block)}</span>
        <span className={styles.counts} role="status">
          {m.block_counts({
            touches: m.block_n_touches({ n: filed.length }),
            conversations: m.block_n_conversations({
              n: filed.filter((it) => it.conversation).length,
            }),
            asks: m.block_n_asks({ n: filed.filter((it) => it.asked).length }),
          })}
          {block.goal > 0 && ` ${m.block_goal({ n: String(block.goal) })}`}
        </span>
        <Button
          variant="subtle"
          size="compact-md"
          rightSection={<Keys command="block.leave" />}
          onClick={onLeave}
        >
          {m.block_leave()}
        </Button>
      </div>
      <progress className={styles.progress} max={1} value={share} aria-label={m.block_progress()} />
    </header>
  );
}

function endText(block: Block): string {
  if (block.endsBy === "minutes") {
    const left = Math.ceil(block.end - (Date.now() - block.startedAt) / 60_000);
    return m.block_minutes_left({ left: minutes(Math.max(left, 0)) });
  }
  return block.endsBy === "count" ? m.block_ends_after({ n: String(block.end) }) : "";
}
