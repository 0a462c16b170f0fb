import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { forgetMoved, type Moved, useMoved } from "./moved";
import styles from "./moved-notice.module.css";

/** The dates that became others than were shown when they were filed. */
export function MovedNotice() {
  const moved = useMoved();
  const [isOpen, setOpen] = useState(false);
  if (moved.length === 0) return null;
  return (
    <section className={styles.notice} aria-label={m.activities_moved({ n: moved.length })}>
      <div className={styles.head}>
        <strong role="status">
          <IconAlertTriangle size={18} aria-hidden="true" />
          {m.activities_moved({ n: moved.length })}
        </strong>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? m.activities_moved_hide() : m.activities_moved_show()}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => forgetMoved(moved)}>
          {m.undo_dismiss()}
        </Button>
      </div>
      {isOpen && (
        // It scrolls; the links in it are reached by the keyboard.
        <ul className={styles.list}>
          {moved.map((it) => (
            <li key={it.id}>
              {it.person === undefined ? (
                text(it)
              ) : (
                <PlaceLink to={`/people/${it.person}`} route="/people/$id">
                  {text(it)}
                </PlaceLink>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function text({ label, shown, became }: Moved): string {
  const told = { what: label, shown: shortDay(shown) };
  return became === undefined
    ? m.activities_moved_gone(told)
    : m.activities_moved_to({ ...told, became: shortDay(became) });
}
