import { Button } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type CadenceShown, useRetire } from "./queries";

type RetireButtonProps = {
  cadence: Pick<CadenceShown, "id" | "name" | "is_retired">;
  /** It stands in a list of several: its label names the cadence. */
  isInList?: boolean;
};

/** Takes a cadence out of use, or into use again. */
export function RetireButton({ cadence, isInList = false }: RetireButtonProps) {
  const { id, name, is_retired } = cadence;
  const { mutateAsync, isPending } = useRetire();
  const turn = (isRetired: boolean): Promise<void> =>
    sayWhatCame(mutateAsync({ id, isRetired }), () =>
      isRetired
        ? showMessage(m.cadences_retired_now({ name }), () => turn(false))
        : showMessage(m.cadences_in_use_again({ name })),
    );
  return (
    <Button
      {...(isInList
        ? {
            variant: "default",
            size: "compact-md",
            "aria-label": m.cadences_use_again_of({ name }),
          }
        : { variant: "subtle" })}
      loading={isPending}
      onClick={() => void turn(!is_retired)}
    >
      {is_retired ? m.cadences_use_again() : m.cadences_retire()}
    </Button>
  );
}
