import { Button } from "@mantine/core";
import { FormDialog } from "@/shared/forms/form-dialog";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { SideBySide } from "../side-by-side";
import { useTwins } from "../use-twins";

type MergeDialogProps = {
  /** The two, by their ids. */
  a: string;
  b: string;
  onMerged: () => void;
  onClose: () => void;
};

/** Makes two people one who were chosen by hand. */
export function MergeDialog({ a, b, onMerged, onClose }: MergeDialogProps) {
  return (
    <FormDialog title={m.duplicates_make_one()} size="xl" onClose={onClose}>
      <FourStates query={useTwins({ a, b })} skeleton={<Loading height={260} />}>
        {(twins) => (
          <SideBySide
            {...twins}
            onMerged={() => {
              onMerged();
              onClose();
            }}
          >
            <Button variant="subtle" onClick={onClose}>
              {m.forms_cancel()}
            </Button>
          </SideBySide>
        )}
      </FourStates>
    </FormDialog>
  );
}
