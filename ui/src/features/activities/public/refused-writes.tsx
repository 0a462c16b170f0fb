import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { DialogComing } from "@/shared/keyboard/early-keys";
import { m } from "@/shared/messages/gen/messages";
import { refusedOf, useOutbox } from "@/shared/outbox/use-outbox";

const RefusedDialog = lazy(async () => ({
  default: (await import("../refused-dialog")).RefusedDialog,
}));

/** What the server did not take, with everything that was typed; nothing where it took all. */
export function RefusedWrites() {
  const [isOpen, setOpen] = useState(false);
  const refused = refusedOf(useOutbox());
  if (refused.length === 0) {
    // The next one does not open it by itself.
    if (isOpen) setOpen(false);
    return null;
  }
  return (
    <>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        leftSection={<IconAlertTriangle size={16} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {m.activities_refused({ n: refused.length })}
      </Button>
      {isOpen && (
        <Suspense fallback={<DialogComing />}>
          <RefusedDialog refused={refused} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
