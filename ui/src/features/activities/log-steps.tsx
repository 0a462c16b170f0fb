import {
  IconCalendarEvent,
  IconGift,
  IconMessageQuestion,
  IconUsersPlus,
  IconWalk,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import type { Outcome } from "@/shared/words/contact";
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

type Logged = ReturnType<typeof log>;
type Filed = Logged & { kind: Kind; who: Who };

/** What was done and with whom: filed with the third tap; what came of it can be told afterwards. */
export function LogSteps() {
  const [kind, setKind] = useState<Kind>();
  const [filed, setFiled] = useState<Filed>();
  const unsaid = useRef<Filed>(undefined);
  // However the sheet is closed, what was filed is told with its way back.
  useEffect(() => () => say(unsaid.current), []);
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
  if (filed === undefined) {
    const file = (who: Who) => {
      const done = { ...log(kind, who, undefined, ""), kind, who };
      unsaid.current = done;
      if (kind === "walk_in" || kind === "event") setFiled(done);
      else closeLog();
    };
    return <LogWho onChoose={file} />;
  }
  return (
    <LogOutcome
      what={filed.label}
      onDone={(outcome, note) => {
        if (outcome !== undefined || note !== "") {
          unsaid.current = undefined;
          void tellMore(filed, outcome, note).then(say);
        }
        closeLog();
      }}
    />
  );
}

function say(logged: Logged | undefined): void {
  if (logged === undefined) return;
  const { activity, label } = logged;
  showMessage(label, () => takeBack(activity, label));
}

/** What was filed takes another form: the first is taken back, as a record is never written over. */
async function tellMore(
  { activity, label, kind, who }: Filed,
  outcome: Outcome | undefined,
  note: string,
): Promise<Logged> {
  await takeBack(activity, label);
  return log(kind, who, outcome, note);
}
