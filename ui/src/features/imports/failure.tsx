import { Button, Stack } from "@mantine/core";
import { Empty } from "@/shared/four-states/empty";
import { m } from "@/shared/messages/gen/messages";
import { MapByHand } from "./map-by-hand";
import type { ImportShown } from "./queries";
import { refusalOf } from "./refusal";

type FailureProps = {
  shown: ImportShown;
  /** What was sent, where it was sent from this page. */
  sent: File | string | undefined;
  onLeave: () => void;
};

/** An import that came to nothing: why, that nothing was stored, and what to do. */
export function Failure({ shown, sent, onLeave }: FailureProps) {
  const { text, columns } = refusalOf(shown.why);
  const isHalfway = shown.why?.code === "disk_full_halfway";
  return (
    <Stack gap="md">
      <Empty
        title={m.imports_failed()}
        text={isHalfway ? text : `${text} ${m.imports_nothing_stored()}`}
      >
        <Button variant={columns.length > 0 ? "default" : "filled"} onClick={onLeave}>
          {m.imports_another()}
        </Button>
      </Empty>
      {columns.length > 0 && <MapByHand id={shown.id} columns={columns} sent={sent} />}
    </Stack>
  );
}
