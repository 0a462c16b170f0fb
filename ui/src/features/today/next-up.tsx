import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  fileActivity,
  fileTouch,
  takeBack,
  touchKey,
} from "@/features/activities/public/file-touch";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { clockTime } from "@/shared/dates/format";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { beginBlock, goTo } from "./block/block";
import { mailto } from "./block/do-touch";
import { LaterDialog, SkipDialog } from "./dialogs";
import styles from "./next-up.module.css";
import { NothingPromised } from "./nothing-promised";
import type { Today, Touch } from "./queries";
import { TouchActions } from "./touch-actions";
import { TouchRow } from "./touch-row";
import type { Queue } from "./use-queue";

type NextUpProps = { today: Today; queue: Queue };
type Open = { what: "later" | "skip"; touch: Touch };

/** What is due, in order, with one of them chosen. */
export function NextUp({ today, queue }: NextUpProps) {
  const { zone } = useMe();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string>();
  const [open, setOpen] = useState<Open>();
  const here = { today: dayIn(zone), zone };
  const all = [...queue.now, ...queue.later, ...queue.stuck];
  const place = Math.max(
    all.findIndex((touch) => touchKey(touch) === chosen),
    0,
  );
  const touch = all[place];
  const move = (by: number) => {
    const to = all[Math.min(Math.max(place + by, 0), all.length - 1)];
    if (to !== undefined) setChosen(touchKey(to));
  };
  const act = (it: Touch) => {
    beginBlock({
      channel: "all",
      endsBy: "nothing",
      end: 0,
      goal: 0,
      order: queue.now.map(touchKey),
    });
    goTo(touchKey(it));
    void navigate({ to: "/today/touches" });
  };
  const replied = (it: Touch) => {
    const activity = fileTouch(it, { outcome: "replied" });
    showMessage(m.today_replied_noted({ name: it.name }), () =>
      takeBack(activity, m.block_taken_back({ name: it.name }), touchKey(it)),
    );
  };
  const askForIntroduction = (it: Touch) => {
    const text = m.today_introduction_asked({ name: it.name });
    const activity = fileActivity(text, { person: it.person, behaviour: "introduction_asks" });
    showMessage(text, () => takeBack(activity, m.block_taken_back({ name: it.name })));
  };
  const [address] = touch?.emails ?? [];
  const isMoved = touch?.enrollment != null;
  useCommands({
    "list.next": all.length > 1 ? () => move(1) : undefined,
    "list.previous": all.length > 1 ? () => move(-1) : undefined,
    "today.do": touch && (() => act(touch)),
  });
  if (all.length === 0) return <NothingPromised today={today} />;

  const row = (it: Touch) => (
    <TouchRow
      key={touchKey(it)}
      touch={it}
      here={here}
      isChosen={it === touch}
      isSought={chosen !== undefined}
      onChoose={setChosen}
      onDo={act}
    />
  );
  const [first] = queue.later;
  return (
    <div className={styles.lists}>
      <section aria-labelledby="next-up">
        <div className={styles.head}>
          <h2 id="next-up">{m.today_next_up()}</h2>
          <p className={styles.keys}>
            <Keys command="list.next" /> <Keys command="list.previous" /> {m.today_key_move()}{" "}
            <Keys command="today.do" /> {m.today_key_do()}
          </p>
        </div>
        {touch !== undefined && (
          <TouchActions
            name={touch.name}
            deeds={{
              "today.email": address === undefined ? undefined : () => write(touch, address),
              "today.introduction": () => askForIntroduction(touch),
              "today.later": isMoved ? () => setOpen({ what: "later", touch }) : undefined,
              "today.skip": isMoved ? () => setOpen({ what: "skip", touch }) : undefined,
              "today.replied": () => replied(touch),
            }}
          />
        )}
        <ul className={styles.rows}>{queue.now.map(row)}</ul>
      </section>
      {first !== undefined && (
        <section aria-labelledby="later-today">
          <h2 id="later-today">
            {m.today_later_today({ n: queue.later.length })}
            {first.callable_from != null && (
              <span className={styles.dim}>
                {m.today_later_from({ time: clockTime(first.callable_from, zone) })}
              </span>
            )}
          </h2>
          <ul className={styles.rows}>{queue.later.map(row)}</ul>
        </section>
      )}
      {queue.stuck.length > 0 && (
        <section aria-labelledby="stuck">
          <h2 id="stuck">{m.today_stuck({ n: queue.stuck.length })}</h2>
          <ul className={styles.rows}>{queue.stuck.map(row)}</ul>
        </section>
      )}
      {today.held.length > 0 && (
        <section aria-labelledby="held">
          <h2 id="held">{m.today_held({ n: today.held.length })}</h2>
          <p className={styles.dim}>{m.today_held_text()}</p>
          <ul className={styles.rows}>
            {today.held.map((it) => (
              <TouchRow key={touchKey(it)} touch={it} here={here} isChosen={false} />
            ))}
          </ul>
        </section>
      )}
      {open?.what === "later" && (
        <LaterDialog touch={open.touch} here={here} onClose={() => setOpen(undefined)} />
      )}
      {open?.what === "skip" && (
        <SkipDialog touch={open.touch} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

/** Opens the mail program with what the step says. */
function write(touch: Touch, address: string): void {
  location.assign(mailto(address, touch));
}
