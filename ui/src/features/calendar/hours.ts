/** Minutes of a day, from midnight. */
export type Interval = { from: string; to: string };
/** The intervals of Monday to Sunday. */
export type Week = readonly (readonly Interval[])[];
/** Days with the same intervals, as a form holds them: 1 for Monday to 7 for Sunday. */
export type Block = { days: number[]; intervals: Interval[] };

const NAMES: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const INTERVAL = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/;

/** Reads `mon-thu 09:00-11:00 fri 09:00-10:20`, as the server writes a week; `off` is a week without hours. */
export function weekOf(text: string): Week {
  const week: Interval[][] = NAMES.map(() => []);
  let days: number[] = [];
  for (const word of text.split(/\s+/)) {
    const interval = intervalOf(word);
    if (interval === undefined) days = daysOf(word);
    else for (const day of days) week[day - 1]?.push(interval);
  }
  return week;
}

/** Days that have the same hours, together; days without are in none. */
export function blocksOf(week: Week): Block[] {
  const blocks = new Map<string, Block>();
  for (const [n, intervals] of week.entries()) {
    if (intervals.length === 0) continue;
    const key = dayText(intervals);
    const block = blocks.get(key) ?? { days: [], intervals: [...intervals] };
    block.days.push(n + 1);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}

/** Writes blocks as the server reads them. */
export function weekText(blocks: readonly Block[]): string {
  const used = blocks.filter((block) => block.days.length > 0 && block.intervals.length > 0);
  if (used.length === 0) return "off";
  return used
    .map(({ days, intervals }) => {
      const names = [...days].sort((a, b) => a - b).map((day) => NAMES[day - 1]);
      return `${names.join(",")} ${dayText(intervals)}`;
    })
    .join(" ");
}

/** Reads the hours of one day: `09:00-12:00 14:00-15:00`. */
export function dayOf(text: string): Interval[] {
  return text.split(/\s+/).flatMap((word) => intervalOf(word) ?? []);
}

/** Writes the hours of one day. */
export function dayText(intervals: readonly Interval[]): string {
  return intervals.map(({ from, to }) => `${from}-${to}`).join(" ");
}

/** How long they are together. */
export function minutesOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 0);
}

/** The same with the last interval longer by so many minutes, by midnight at the latest. */
export function longer(intervals: readonly Interval[], minutes: number): Interval[] {
  const last = intervals.at(-1) ?? { from: "09:00", to: "09:00" };
  const end = Math.min(minuteOf(last.to) + minutes, 24 * 60);
  return [...intervals.slice(0, -1), { from: last.from, to: clock(end) }];
}

/** The same week with no day longer than so many minutes: what is too much is taken from the end of the day. */
export function capped(hours: string, most: number): string {
  return weekText(blocksOf(weekOf(hours).map((intervals) => shortened(intervals, most))));
}

function shortened(intervals: readonly Interval[], most: number): Interval[] {
  let left = most;
  return intervals.flatMap(({ from, to }) => {
    const minutes = Math.min(minuteOf(to) - minuteOf(from), left);
    left -= minutes;
    return minutes <= 0 ? [] : [{ from, to: clock(minuteOf(from) + minutes) }];
  });
}

function intervalOf(word: string): Interval | undefined {
  const [, from, to] = INTERVAL.exec(word) ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function daysOf(word: string): number[] {
  return word.split(",").flatMap((part) => {
    const [first = "", last = first] = part.split("-");
    const from = NAMES.indexOf(first);
    const to = NAMES.indexOf(last);
    return from < 0 ? [] : Array.from({ length: to - from + 1 }, (_, n) => from + n + 1);
  });
}

function minuteOf(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

function clock(minute: number): string {
  const hour = Math.trunc(minute / 60);
  return `${String(hour).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
