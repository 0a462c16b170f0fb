import { Button } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type CadenceDetail, useRetire } from "./queries";

type RetireButtonProps = { cadence: Pick<CadenceDetail, "id" | "name" | "is_retired"> };

/** Takes a cadence out of use, or into use again. */
export function RetireButton({ cadence: { id, name, is_retired } }: RetireButtonProps) {
  const { mutateAsync, isPending } = useRetire();
  const turn = (isRetired: boolean): Promise<void> =>
    sayWhatCame(mutateAsync({ id, isRetired }), () =>
      isRetired
        ? showMessage(m.cadences_retired_now({ name }), () => turn(false))
        : showMessage(m.cadences_in_use_again({ name })),
    );
  return (
    <Button variant="subtle" loading={isPending} onClick={() => void turn(!is_retired)}>
      {is_retired ? m.cadences_use_again() : m.cadences_retire()}
    </Button>
  );
}
