import { Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { dayAndTime, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import type { Timeline } from "../queries";
import { type Happening, happenings } from "./events";
import styles from "./person.module.css";

type HappenedProps = {
  timeline: Timeline;
  /** At most so many, newest first; all of them where it is left out. */
  most?: number;
};

/** What happened with a person, newest first. */
export function Happened({ timeline, most }: HappenedProps) {
  const [now] = useState(() => new Date().toISOString());
  const all = happenings(timeline, now);
  if (all.length === 0) return <Text c="dimmed">{m.people_not_contacted()}</Text>;
  return (
    <ol className={styles.happened}>
      {all.slice(0, most).map((happening) => (
        <Line key={happening.id} happening={happening} />
      ))}
    </ol>
  );
}

type LineProps = { happening: Happening };

function Line({ happening }: LineProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  const { at } = happening;
  const when = at.length === 10 ? shortDay(at, today) : dayAndTime(at, zone, today);
  const { title, details, isPrivate } = textsOf(happening);
  return (
    <li className={styles.line} data-kind={happening.kind}>
      <span className={styles.happenedTitle}>
        {title}
        {isPrivate && (
          <span className={styles.private} title={m.shared_private_text()}>
            <IconLock size={14} aria-hidden="true" /> {m.shared_private()}
          </span>
        )}
      </span>
      <time className={styles.when} dateTime={at}>
        {when}
      </time>
      {details.map((detail) => (
        <Text key={detail} size="sm" c="dimmed" dir="auto" className={styles.detail ?? ""}>
          {detail}
        </Text>
      ))}
    </li>
  );
}

type Texts = { title: string; details: string[]; isPrivate?: boolean };

function textsOf(happening: Happening): Texts {
  switch (happening.kind) {
    case "activity": {
      const { activity } = happening;
      const did = activity.channel === "" ? "" : channelWord(activity.channel);
      const came = activity.outcome === "" ? "" : outcomeWord(activity.outcome);
      const title = did && came ? m.people_did({ channel: did, outcome: came }) : did || came;
      return {
        title: title || activity.behaviour.replaceAll("_", " "),
        details: unlessEmpty(activity.note, activity.why),
        isPrivate: activity.is_private,
      };
    }
    case "change": {
      const { action, step, why } = happening.change;
      const title = CHANGES[action]?.({ step: step ?? 0 }) ?? action;
      return { title, details: unlessEmpty(why) };
    }
    case "meeting": {
      const { meeting } = happening;
      const title = MEETINGS[meeting.state]?.() ?? m.people_meeting();
      return { title, details: unlessEmpty(meeting.place) };
    }
    case "start": {
      const { cadence, override_why } = happening.enrollment;
      return { title: m.people_started_on({ cadence }), details: unlessEmpty(override_why) };
    }
    case "end": {
      const { cadence, state, end_note } = happening.enrollment;
      const title =
        state === "finished" ? m.people_finished({ cadence }) : m.people_stopped({ cadence });
      return { title, details: unlessEmpty(end_note) };
    }
  }
}

const CHANGES: Record<string, (told: { step: number }) => string> = {
  later: m.people_change_later,
  stopped: m.people_change_stopped,
  paused: m.people_change_paused,
  resumed: m.people_change_resumed,
  skipped: m.people_change_skipped,
};

const MEETINGS: Record<string, () => string> = {
  set: m.people_meeting_no_result,
  held: m.people_meeting_was_held,
  no_show: m.people_meeting_was_no_show,
  cancelled: m.people_meeting_was_cancelled,
};

function unlessEmpty(...texts: string[]): string[] {
  return texts.filter((text) => text !== "");
}
