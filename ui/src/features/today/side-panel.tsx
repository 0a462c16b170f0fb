import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { nearDay, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { CanStartDialog, PromisedDialog, RoomDialog } from "./dialogs";
import { NumberButton } from "./number-button";
import { progressQuery, type Today } from "./queries";
import styles from "./side-panel.module.css";
import { TwentyDays } from "./twenty-days";

type SidePanelProps = { today: Today };

/** Beside the list: whether more can be started, what would be late, and the last twenty working days. */
export function SidePanel({ today }: SidePanelProps) {
  const { data: progress } = useQuery(progressQuery);
  const [first] = progress?.ingredients ?? [];
  return (
    <aside className={styles.side}>
      {!today.no_hours && <StartMore today={today} />}
      {today.would_be_late.length > 0 && <WouldBeLate today={today} />}
      {first !== undefined && <TwentyDays ingredient={first.ingredient} />}
      <p className={styles.replies}>{m.today_replies_not_read()}</p>
    </aside>
  );
}

function StartMore({ today }: SidePanelProps) {
  const router = useRouter();
  const n = today.can_start.length;
  const [open, setOpen] = useState<"people" | "promised" | "room">();
  const close = () => setOpen(undefined);
  const share = (minutes: number) => `${(100 * minutes) / Math.max(today.hours, 1)}%`;
  return (
    <section className={styles.card} aria-labelledby="start-more">
      <h2 id="start-more">{m.today_start_more()}</h2>
      <p>
        {n > 0 ? (
          <NumberButton onOpen={() => setOpen("people")}>
            {m.today_can_start({ n, cadence: today.cadence })}
          </NumberButton>
        ) : today.feasible ? (
          m.today_cannot_start()
        ) : (
          m.today_cannot_start_broken()
        )}
      </p>
      <div
        className={styles.bar}
        role="img"
        aria-label={m.today_room_bar({
          promised: String(today.promised),
          room: String(Math.max(today.room, 0)),
        })}
      >
        <span data-of="promised" style={{ width: share(Math.min(today.promised, today.hours)) }} />
        <span data-of="room" style={{ width: share(Math.max(today.room, 0)) }} />
      </div>
      <p className={styles.legend}>
        <span data-of="promised">
          <NumberButton onOpen={() => setOpen("promised")}>
            {m.today_promised_n({ n: String(today.promised) })}
          </NumberButton>
        </span>
        <span data-of="room">
          <NumberButton onOpen={() => setOpen("room")}>
            {m.today_room_n({ n: String(today.room) })}
          </NumberButton>
        </span>
      </p>
      {"/plan" in router.routesByPath && (
        <Button variant="light" fullWidth onClick={() => router.history.push("/plan")}>
          {m.today_open_plan()}
        </Button>
      )}
      {open === "people" && <CanStartDialog today={today} onClose={close} />}
      {open === "promised" && <PromisedDialog today={today} onClose={close} />}
      {open === "room" && <RoomDialog today={today} onClose={close} />}
    </section>
  );
}

function WouldBeLate({ today }: SidePanelProps) {
  return (
    <section className={styles.card} data-tone="attention" aria-labelledby="would-be-late">
      <h2 id="would-be-late">
        <IconAlertTriangle size={18} aria-hidden="true" />{" "}
        {m.today_would_be_late({ n: today.would_be_late.length })}
      </h2>
      <ul>
        {today.would_be_late.map((it) => (
          <li key={`${it.person}/${it.step}`}>
            {m.today_would_be_late_one({
              name: it.name,
              step: String(it.step),
              day: it.to == null ? "" : nearDay(it.to, today.on),
            })}
            {it.planned != null &&
              ` ${m.today_planned_on({ day: shortDay(it.planned, today.on) })}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
