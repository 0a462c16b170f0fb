import { Button, NumberInput, SegmentedControl, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { touchKey } from "@/features/activities/public/file-touch";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { channelWord } from "@/shared/words/contact";
import type { Channel } from "../queries";
import { inOrder, type Queue } from "../use-queue";
import { type Block, beginBlock } from "./block";
import { BlockEmpty } from "./block-empty";
import styles from "./block-start.module.css";

type BlockStartProps = { queue: Queue };

/** What is chosen before a block: how, how long, and what for. Enter takes it as it is filled in. */
export function BlockStart({ queue }: BlockStartProps) {
  const navigate = useNavigate();
  const leave = () => void navigate({ to: "/" });
  const channels = [...new Set(queue.now.map((touch) => touch.channel))];
  const [channel, setChannel] = useState<Channel | "all">(
    channels.includes("call") ? "call" : "all",
  );
  const touches = inOrder(queue.now, channel, []);
  const [endsBy, setEndsBy] = useState<Block["endsBy"]>("count");
  const [count, setCount] = useState<number>();
  const [minutes, setMinutes] = useState(30);
  const [goal, setGoal] = useState(1);
  useCommands({ "block.leave": leave });

  if (queue.now.length === 0) return <BlockEmpty onLeave={leave} />;

  const begin = (event: FormEvent) => {
    event.preventDefault();
    const end = endsBy === "minutes" ? minutes : (count ?? touches.length);
    beginBlock({ channel, endsBy, end, goal, order: touches.map(touchKey) });
  };
  return (
    <form className={styles.start} onSubmit={begin}>
      <Title order={1}>{m.block_start_title()}</Title>
      <fieldset>
        <legend>{m.block_channel()}</legend>
        <SegmentedControl
          value={channel}
          onChange={(to) => {
            setChannel(to);
            setCount(undefined);
          }}
          data={[
            ...channels.map((it) => ({
              value: it,
              label: `${channelWord(it)} ${inOrder(queue.now, it, []).length}`,
            })),
            { value: "all" as const, label: `${m.block_all_channels()} ${queue.now.length}` },
          ]}
        />
      </fieldset>
      <fieldset>
        <legend>{m.block_ends()}</legend>
        <SegmentedControl
          value={endsBy}
          onChange={setEndsBy}
          data={[
            { value: "count" as const, label: m.block_ends_count() },
            { value: "minutes" as const, label: m.block_ends_minutes() },
          ]}
        />
      </fieldset>
      {endsBy === "count" ? (
        <NumberInput
          label={m.block_count()}
          min={1}
          max={touches.length}
          clampBehavior="strict"
          value={count ?? touches.length}
          onChange={(to) => setCount(Number(to) || undefined)}
        />
      ) : (
        <NumberInput
          label={m.block_minutes()}
          min={5}
          max={240}
          step={5}
          value={minutes}
          onChange={(to) => setMinutes(Number(to) || 30)}
        />
      )}
      <NumberInput
        label={m.block_goal_asked()}
        min={0}
        max={50}
        value={goal}
        onChange={(to) => setGoal(Number(to) || 0)}
      />
      <div className={styles.actions}>
        <Button type="submit" size="md" ref={focus}>
          {m.block_begin()}
        </Button>
        <Button variant="subtle" size="md" onClick={leave}>
          {m.block_back_to_today()}
        </Button>
      </div>
    </form>
  );
}

/** Enter begins. */
function focus(button: HTMLElement | null): void {
  button?.focus();
}
