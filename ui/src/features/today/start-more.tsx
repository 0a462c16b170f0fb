import { Button, Group, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askToAddPerson } from "@/features/people/public/add-person-store";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { PromisedDialog, RoomDialog, StartDialog } from "./dialogs";
import { NumberButton } from "./number-button";
import { startableQuery, type Today } from "./queries";
import styles from "./side-panel.module.css";

type StartMoreProps = { today: Today };
type Open = "start" | "promised" | "room";

/** Whether more can be started today; where nobody can, what would help. */
export function StartMore({ today }: StartMoreProps) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const n = today.can_start.length;
  const share = (minutes: number) => `${(100 * minutes) / Math.max(today.hours, 1)}%`;
  return (
    <section className={styles.card} aria-labelledby="start-more">
      <h2 id="start-more">{m.today_start_more()}</h2>
      {n > 0 ? (
        <p>
          <NumberButton onOpen={() => setOpen("start")}>
            {m.today_can_start({ n, cadence: today.cadence })}
          </NumberButton>
        </p>
      ) : today.feasible ? (
        <Nobody />
      ) : (
        <p>{m.today_cannot_start_broken()}</p>
      )}
      <div className={styles.bar} aria-hidden="true">
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
      <PlaceLink to="/plan" button="light">
        {m.today_open_plan()}
      </PlaceLink>
      {open === "start" && <StartDialog today={today} onClose={close} />}
      {open === "promised" && <PromisedDialog today={today} onClose={close} />}
      {open === "room" && <RoomDialog today={today} onClose={close} />}
    </section>
  );
}

const LACKS = {
  number: m.today_lacking_number,
  email: m.today_lacking_email,
  profile: m.today_lacking_profile,
};

/** Nobody can be started: because nobody waits, or because there is no room for those who do. */
function Nobody() {
  const { data, error } = useQuery(startableQuery);
  if (data === undefined && error === null) return <Skeleton height={36} mb={10} />;
  if (data === undefined || data.ready > 0) return <p>{m.today_cannot_start()}</p>;
  const lacking = data.lacking.filter((it) => it.people > 0);
  return (
    <>
      <p>
        {[
          m.today_nobody_waits(),
          ...lacking.map(({ way, people }) => LACKS[way]({ n: people })),
        ].join(" ")}
      </p>
      <Group gap="xs" mb="sm">
        {lacking.length > 0 && (
          <PlaceLink to="/people?view=needs_number">{m.today_find_them()}</PlaceLink>
        )}
        <PlaceLink to="/import">{m.today_import_list()}</PlaceLink>
        <Button variant="default" size="compact-sm" onClick={askToAddPerson}>
          {m.keyboard_add_person()}
        </Button>
      </Group>
    </>
  );
}
