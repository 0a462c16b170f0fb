import { Button } from "@mantine/core";
import { Empty } from "@/shared/four-states/empty";
import { m } from "@/shared/messages/gen/messages";

type BlockEmptyProps = { onLeave: () => void };

/** Nothing is to be done now. */
export function BlockEmpty({ onLeave }: BlockEmptyProps) {
  return (
    <Empty title={m.block_empty_title()} text={m.block_empty_text()}>
      <Button onClick={onLeave}>{m.block_back_to_today()}</Button>
    </Empty>
  );
}
