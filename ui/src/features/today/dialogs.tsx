import { type ComponentProps, type ComponentType, lazy, Suspense } from "react";
import { DialogComing } from "@/shared/keyboard/early-keys";

/** A dialog that is loaded when it is first opened: the first screen of a day goes without it. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = lazy(async () => ({ default: await load() }));
  // Called at the level of the module only: each is made once.
  // biome-ignore lint/correctness/noComponentHookFactories: see above
  return function Dialog(props: ComponentProps<typeof Loaded>) {
    return (
      <Suspense fallback={<DialogComing />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

export const ClosingDialog = later(async () => (await import("./closing-dialog")).ClosingDialog);
export const CountedDialog = later(
  async () => (await import("./rows/counted-dialog")).CountedDialog,
);
export const FreeDialog = later(async () => (await import("./free-dialog")).FreeDialog);
export const LaterDialog = later(async () => (await import("./later-dialog")).LaterDialog);
export const LeftDialog = later(async () => (await import("./rows/minutes-dialogs")).LeftDialog);
export const PromisedDialog = later(
  async () => (await import("./rows/minutes-dialogs")).PromisedDialog,
);
export const RoomDialog = later(async () => (await import("./rows/minutes-dialogs")).RoomDialog);
export const SkipDialog = later(async () => (await import("./skip-dialog")).SkipDialog);
export const StartDialog = later(async () => (await import("./start-dialog")).StartDialog);
