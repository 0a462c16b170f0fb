import { touchKey } from "@/features/activities/public/file-touch";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import { channelWord } from "@/shared/words/contact";
import type { Activity, Closing, Progress, Today, Touch } from "../queries";
import type { Row } from "./rows-table";

type Promised = {
  today: Today;
  /** Which touches were done today, and by which activity. */
  closing: Pick<Closing, "on" | "on_time" | "late">;
  activities: readonly Activity[];
  progress: Progress | null;
};

/**
 * What the day is promised to, row by row, as the plan adds it up: what was done of it, what is planned, what waits, and what
 * the recipe sets aside. The touches of a colleague whom one covers for are none of it.
 */
export function promisedRows({ today, closing, activities, progress }: Promised): Row[] {
  const took = new Map(activities.map((it) => [it.id, it]));
  // On a day off the list is that of the next working day, of which nothing is done yet.
  const touches = closing.on === today.on ? [...closing.on_time, ...closing.late] : [];
  const done = touches.flatMap((it): Row[] => {
    const activity = took.get(it.activity ?? "");
    if (activity === undefined) return [];
    const detail = m.rows_done({ channel: channelWord(activity.channel) });
    return [{ id: it.touch, what: it.name, detail, n: activity.minutes }];
  });
  const own = today.touches.filter((touch) => touch.covered_for == null);
  const rows = [
    ...done,
    ...own.map((touch) => rowOf(touch, m.rows_planned)),
    ...today.held.map((touch) => rowOf(touch, m.rows_held)),
    ...setAside(progress),
  ];
  const rest = today.promised - rows.reduce((sum, row) => sum + row.n, 0);
  return rest === 0 ? rows : [...rows, { id: "rest", what: m.rows_not_told(), n: rest }];
}

function rowOf(touch: Touch, detail: (told: { channel: string }) => string): Row {
  return {
    id: touchKey(touch),
    what: touch.name,
    detail: detail({ channel: channelWord(touch.channel) }),
    n: touch.minutes,
  };
}

/** What ingredients take that are tied to no prospect: the goal of the day, as often as its minutes. */
function setAside(progress: Progress | null): Row[] {
  return (progress?.ingredients ?? []).flatMap(({ ingredient, takes, today }) => {
    if (typeof takes === "string" || !("minutes" in takes) || today.goal === 0) return [];
    const detail = m.rows_of_recipe({ n: String(today.goal), minutes: minutes(takes.minutes) });
    return [{ id: ingredient, what: ingredient, detail, n: today.goal * takes.minutes }];
  });
}
