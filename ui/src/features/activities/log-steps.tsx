import {
  IconCalendarEvent,
  IconGift,
  IconMessageQuestion,
  IconUsersPlus,
  IconWalk,
} from "@tabler/icons-react";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { LogOutcome } from "./log-outcome";
import styles from "./log-sheet.module.css";
import { LogWho } from "./log-who";
import { type Kind, log, type Who } from "./log-writes";
import { takeBack } from "./public/file-touch";
import { closeLog } from "./public/log-state";

const KINDS: { kind: Kind; label: () => string; icon: typeof IconWalk }[] = [
  { kind: "walk_in", label: m.activities_walk_in, icon: IconWalk },
  { kind: "event", label: m.activities_event, icon: IconCalendarEvent },
  { kind: "favour", label: m.activities_favour, icon: IconGift },
  { kind: "referral", label: m.activities_referral, icon: IconMessageQuestion },
  { kind: "introduction", label: m.activities_introduction, icon: IconUsersPlus },
];

/** What was done, with whom, and what came of it. */
export function LogSteps() {
  const [kind, setKind] = useState<Kind>();
  const [who, setWho] = useState<Who>();
  const file = (whom: Who, outcome?: Parameters<typeof log>[2]) => {
    if (kind === undefined) return;
    const { activity, label } = log(kind, whom, outcome);
    closeLog();
    showMessage(label, () => takeBack(activity, label));
  };
  if (kind === undefined) {
    return (
      <div className={styles.kinds}>
        {KINDS.map(({ kind: it, label, icon: Icon }) => (
          <button key={it} type="button" className={styles.kind} onClick={() => setKind(it)}>
            <Icon size={24} stroke={1.6} aria-hidden="true" />
            {label()}
          </button>
        ))}
      </div>
    );
  }
  const hasOutcome = kind === "walk_in" || kind === "event";
  if (who === undefined) return <LogWho onChoose={hasOutcome ? setWho : (whom) => file(whom)} />;
  return <LogOutcome name={who.name} onChoose={(outcome) => file(who, outcome)} />;
}
