import { Button, Title } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { clockTime, longDay } from "@/shared/dates/format";
import { useNow } from "@/shared/dates/now";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { leaveBlock } from "./block/block";
import { ClosingDialog, LeftDialog, PromisedDialog, RoomDialog } from "./dialogs";
import { FreeNow } from "./free-now";
import { NumberButton } from "./number-button";
import type { Today } from "./queries";
import styles from "./today-head.module.css";
import { type Queue, sumOf } from "./use-queue";

type TodayHeadProps = { today: Today; queue: Queue };
type Open = "left" | "promised" | "room" | "closing";

/** Which day it is, what is left of it, and the way into the work. */
export function TodayHead({ today, queue }: TodayHeadProps) {
  const { zone } = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const instant = useNow();
  const left = [...queue.now, ...queue.later, ...queue.stuck];
  const close = () => setOpen(undefined);
  const start = () => {
    leaveBlock();
    void navigate({ to: "/today/touches" });
  };
  const isToday = today.on === dayIn(zone, instant);
  // A day without hours and without work has no end either.
  const hasEnd = isToday && !(today.no_hours && left.length === 0);
  useCommands({
    "today.start": queue.now.length > 0 ? start : undefined,
    "today.close": hasEnd ? () => setOpen("closing") : undefined,
  });
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <Title order={1}>
          {longDay(today.on)}
          {isToday && `, ${clockTime(instant, zone)}`}
        </Title>
        {!isToday && <p>{m.today_next_day()}</p>}
        <p>
          <NumberButton onOpen={() => setOpen("left")}>
            {m.today_left({ n: left.length, minutes: minutes(sumOf(left)) })}
          </NumberButton>{" "}
          {today.no_hours ? (
            m.today_no_hours()
          ) : (
            <>
              <NumberButton onOpen={() => setOpen("promised")}>
                {m.today_promised({
                  promised: `${whole(today.promised)}/${m.shared_minutes({ n: whole(today.hours) })}`,
                })}
              </NumberButton>
              {" · "}
              <NumberButton onOpen={() => setOpen("room")}>
                {m.today_room({ room: m.shared_minutes({ n: whole(today.room) }) })}
              </NumberButton>
            </>
          )}
        </p>
      </div>
      <div className={styles.actions}>
        {isToday && queue.now.length > 0 && <FreeNow />}
        {hasEnd && (
          <Button
            variant="default"
            rightSection={<Keys command="today.close" />}
            onClick={() => setOpen("closing")}
          >
            {m.today_close()}
          </Button>
        )}
        {queue.now.length > 0 && (
          <Button
            leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
            rightSection={<Keys command="today.start" />}
            onClick={start}
          >
            {m.today_start_block()}
          </Button>
        )}
      </div>
      {open === "left" && <LeftDialog touches={left} onClose={close} />}
      {open === "promised" && <PromisedDialog today={today} onClose={close} />}
      {open === "room" && <RoomDialog today={today} onClose={close} />}
      {open === "closing" && <ClosingDialog onClose={close} />}
    </header>
  );
}
