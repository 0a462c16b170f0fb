import type { Day } from "@/shared/dates/days";
import { dayAndTime, namedDay, nearDay, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import type { Person } from "../queries";
import { looseWord } from "./words";

type Here = { today: Day; zone: string };

/** The cadence somebody is on, and where on it: nothing where they are on none. */
export function runningText({ running }: Pick<Person, "running">): string {
  if (!running) return "";
  const { cadence, step, of, state } = running;
  if (state === "paused") return m.people_running_paused({ cadence });
  return m.people_running({ cadence, step, of });
}

/** What comes next with somebody, and by when. */
export function nextText({ next }: Pick<Person, "next">, { today, zone }: Here): string {
  if (!next) return "";
  const channel = next.kind ? looseWord(next.kind) : channelWord(next.channel);
  if (isLate({ next }, today)) {
    return m.people_next_late({ channel, day: shortDay(next.to, today) });
  }
  if (next.agreed) return m.people_next_on({ channel, day: dayAndTime(next.agreed, zone, today) });
  return next.from <= today
    ? m.people_next_by({ channel, day: namedDay(next.to, today) })
    : m.people_next_on({ channel, day: nearDay(next.from, today) });
}

/** Whether what comes next should have been done already. */
export function isLate({ next }: Pick<Person, "next">, today: string): boolean {
  return next != null && next.to < today;
}

/** What came of the last touch with somebody, and when that was. */
export function lastText({ last }: Pick<Person, "last">, { today }: Pick<Here, "today">): string {
  if (!last) return "";
  const outcome = last.outcome === "" ? channelWord(last.channel) : outcomeWord(last.outcome);
  return m.people_last({ outcome, day: nearDay(last.on, today) });
}
