import { Button } from "@mantine/core";
import { useState } from "react";
import type { components } from "@/shared/api/schema.gen";
import { newId } from "@/shared/ids/new-id";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { addToOutbox } from "@/shared/outbox/outbox";

type Fit = components["schemas"]["Fit"];

const TEXTS: Record<Fit, () => string> = {
  yes: m.block_fit_yes,
  no: m.block_fit_no,
  unknown: m.block_fit_unknown,
};
const NEXT: Record<Fit, Fit> = { unknown: "yes", yes: "no", no: "unknown" };

type FitButtonProps = { person: string; name: string; fit: Fit };

/** Whether somebody could and would buy; each press tells the next answer. */
export function FitButton({ person, name, fit }: FitButtonProps) {
  const [told, setTold] = useState(fit);
  const flip = () => {
    const next = NEXT[told];
    setTold(next);
    addToOutbox({
      id: newId(),
      label: `${TEXTS[next]()}, ${name}`,
      write: { kind: "fit", person, fit: next },
    });
  };
  useCommands({ "block.fit": flip });
  return (
    <Button
      variant="default"
      flex="none"
      rightSection={<Keys command="block.fit" />}
      onClick={flip}
    >
      {TEXTS[told]()}
    </Button>
  );
}
