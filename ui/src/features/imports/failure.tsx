import { Button } from "@mantine/core";
import { Empty } from "@/shared/four-states/empty";
import { m } from "@/shared/messages/gen/messages";
import type { ImportShown } from "./queries";

type FailureProps = { shown: ImportShown; onLeave: () => void };

/** An import that came to nothing: why, that nothing was stored, and what to do. */
export function Failure({ shown, onLeave }: FailureProps) {
  const why = shown.why?.detail ?? "";
  return (
    <Empty
      title={m.imports_failed()}
      text={`${why.slice(0, 1).toUpperCase()}${why.slice(1)}. ${m.imports_nothing_stored()}`}
    >
      <Button onClick={onLeave}>{m.imports_another()}</Button>
    </Empty>
  );
}
