import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { FreeDialog } from "./dialogs";

const SPANS = [15, 30] as const;

/** A gap in the day: the touches that fit into it. */
export function FreeNow() {
  const [open, setOpen] = useState<number>();
  return (
    <Group gap="xs">
      <Text id="free-now" size="sm" c="dimmed">
        {m.today_free_now()}
      </Text>
      {SPANS.map((span) => (
        <Button
          key={span}
          variant="default"
          aria-haspopup="dialog"
          aria-describedby="free-now"
          onClick={() => setOpen(span)}
        >
          {minutes(span)}
        </Button>
      ))}
      {open !== undefined && <FreeDialog minutes={open} onClose={() => setOpen(undefined)} />}
    </Group>
  );
}
