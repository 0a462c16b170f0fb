import { Drawer } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { LogSteps } from "./log-steps";

/** The steps in a sheet from below. */
export function LogDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="auto"
      title={m.keyboard_log()}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <LogSteps />
    </Drawer>
  );
}
