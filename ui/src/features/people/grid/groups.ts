import { m } from "@/shared/messages/gen/messages";
import { countWord } from "../public/counts";
import { FIT_WORDS, STANDING_WORDS } from "../public/words";
import type { Fit, PeopleCounts, Standing } from "../queries";

/** People who stand under one heading: from which of the list on, and what the heading says. */
export type Group = { from: number; of: string; label: string };

type Page = { people: readonly unknown[]; of?: string | undefined };

/** The headings of a list that came page after page, each page of one group. */
export function groupsOf(pages: readonly Page[], counts: PeopleCounts | undefined): Group[] {
  const groups: Group[] = [];
  let from = 0;
  for (const { people, of } of pages) {
    if (of !== undefined && people.length > 0 && groups.at(-1)?.of !== of) {
      groups.push({ from, of, label: labelOf(of, counts) });
    }
    from += people.length;
  }
  return groups;
}

/** The line of somebody in a list with headings. */
export function lineOf(index: number, groups: readonly Group[]): number {
  return index + groups.filter(({ from }) => from <= index).length;
}

/** What stands on a line: a heading, or somebody by their place among the people. */
export function atLine(line: number, groups: readonly Group[]): Group | number {
  const above = groups.filter(({ from }, n) => from + n < line).length;
  const heading = groups[above];
  return heading !== undefined && heading.from + above === line ? heading : line - above;
}

function labelOf(of: string, counts: PeopleCounts | undefined): string {
  if (isFit(of)) return m.people_fit_why({ fit: FIT_WORDS[of]() });
  if (!isStanding(of)) return of;
  const n = counts?.standings[of];
  return n === undefined ? STANDING_WORDS[of]() : countWord(of, n);
}

function isFit(word: string): word is Fit {
  return word in FIT_WORDS;
}

function isStanding(word: string): word is Standing {
  return word in STANDING_WORDS;
}
