import { Drawer } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { closeLog, openLog, useLogOpen } from "./log-state";

const LogSteps = lazy(async () => ({ default: (await import("../log-steps")).LogSteps }));

/** Logs what was done away from the list: what, with whom, and what came of it; three taps, with network or without. */
export function LogSheet() {
  const isOpen = useLogOpen();
  useCommands({ "everywhere.add": openLog });
  return (
    <Drawer
      opened={isOpen}
      onClose={closeLog}
      position="bottom"
      size="auto"
      title={m.keyboard_log()}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      {isOpen && (
        <Suspense>
          <LogSteps />
        </Suspense>
      )}
    </Drawer>
  );
}
