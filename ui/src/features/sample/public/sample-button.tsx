import { Button } from "@mantine/core";
import { useMe } from "@/features/identity/public/session";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { useFillSample } from "../queries";

/** Lets an admin try everything out with made-up people. */
export function SampleButton() {
  const { role } = useMe();
  const fill = useFillSample();
  if (role !== "admin") return null;
  const begin = () =>
    sayWhatCame(fill.mutateAsync(), ({ people }) => showMessage(m.sample_filled({ n: people })), {
      not_empty: m.sample_not_empty,
    });
  return (
    <Button variant="default" loading={fill.isPending} onClick={() => void begin()}>
      {m.sample_try()}
    </Button>
  );
}
