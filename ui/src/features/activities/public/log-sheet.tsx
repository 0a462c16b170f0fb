import { lazy, Suspense } from "react";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { useCommands } from "@/shared/keyboard/registry";
import { closeLog, openLog, useLogOpen } from "./log-state";

const LogDrawer = lazy(async () => ({ default: (await import("../log-drawer")).LogDrawer }));

/** Logs what was done away from the list: what, with whom, and what came of it; three taps, with network or without. */
export function LogSheet() {
  const isOpen = useLogOpen();
  useCommands({ "everywhere.add": openLog });
  return (
    <Suspense fallback={<DialogComing />}>{isOpen && <LogDrawer onClose={closeLog} />}</Suspense>
  );
}
