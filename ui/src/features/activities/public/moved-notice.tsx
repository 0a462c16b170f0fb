import { Button } from "@mantine/core";
import { useState } from "react";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { forgetMoved, useMoved } from "./moved";

/** The dates that became others than were shown when they were filed. */
export function MovedNotice() {
  const moved = useMoved();
  const [isOpen, setOpen] = useState(false);
  if (moved.length === 0) return null;
  return (
    <section role="status">
      <strong>{m.activities_moved({ n: moved.length })}</strong>
      {isOpen && (
        <ul>
          {moved.map((it) => (
            <li key={it.id}>
              {it.became === undefined
                ? m.activities_moved_gone({ what: it.label, shown: shortDay(it.shown) })
                : m.activities_moved_to({
                    what: it.label,
                    shown: shortDay(it.shown),
                    became: shortDay(it.became),
                  })}
            </li>
          ))}
        </ul>
      )}
      <Button size="compact-sm" variant="default" mr="xs" onClick={() => setOpen(!isOpen)}>
        {isOpen ? m.activities_moved_hide() : m.activities_moved_show()}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={forgetMoved}>
        {m.undo_dismiss()}
      </Button>
    </section>
  );
}
