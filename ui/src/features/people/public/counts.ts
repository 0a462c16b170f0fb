import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { STANDING_WORDS } from "./words";

type Standing = keyof typeof STANDING_WORDS;

const COUNTS: Record<Standing, (told: { n: number; shown: string }) => string> = {
  lead: m.people_count_lead,
  prospect: m.people_count_prospect,
  in_nurture: m.people_count_in_nurture,
  client: m.people_count_client,
  former_client: m.people_count_former_client,
  other: m.people_count_other,
};

/** Every standing, in the order in which they are counted. */
export const STANDINGS = Object.keys(COUNTS).filter(
  (name): name is Standing => name in STANDING_WORDS,
);

/** "488 leads": a count never goes without its standing. */
export function countWord(standing: Standing, n: number): string {
  return COUNTS[standing]({ n, shown: whole(n) });
}

/** "3 prospects · 1 client": those of whom there are some. */
export function countsText(standings: Readonly<Record<string, number>>): string {
  return STANDINGS.flatMap((it) => {
    const n = standings[it] ?? 0;
    return n === 0 ? [] : [countWord(it, n)];
  }).join(" · ");
}
