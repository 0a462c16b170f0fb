import { m } from "@/shared/messages/gen/messages";
import { countWord } from "../public/counts";
import { FIT_WORDS, STANDING_WORDS } from "../public/words";
import {
  type Fit,
  type GroupBy,
  isSortedGroup,
  type PeopleCounts,
  type Person,
  type SortedGroup,
  type Standing,
} from "../queries";

/** People who stand under one heading: from which of the list on, and what the heading says. */
export type Group = { from: number; of: string; label: string };

/** What of somebody says under which heading they stand. */
type Grouped = Pick<Person, "company" | "owner" | "running">;
type Page = { people: readonly Grouped[]; of?: string | undefined };

/** The headings of a list that came page after page. */
export function groupsOf(
  pages: readonly Page[],
  by: GroupBy | undefined,
  counts: PeopleCounts | undefined,
): Group[] {
  return isSortedGroup(by) ? sortedGroups(pages, by) : groupsOfPages(pages, counts);
}

/** The headings of a list in which those of one group follow each other. */
function sortedGroups(pages: readonly Page[], by: SortedGroup): Group[] {
  const groups: Group[] = [];
  for (const [from, person] of pages.flatMap((page) => page.people).entries()) {
    const of = NAMES[by](person);
    if (groups.at(-1)?.of !== of) groups.push({ from, of, label: of === "" ? NONE[by]() : of });
  }
  return groups;
}

const NAMES: Record<SortedGroup, (person: Grouped) => string> = {
  company: (person) => person.company,
  cadence: (person) => person.running?.cadence ?? "",
  owner: (person) => person.owner,
};

const NONE: Record<SortedGroup, () => string> = {
  company: m.people_no_company,
  cadence: m.people_no_cadence,
  owner: m.people_no_owner,
};

/** The headings of a list of which each page is of one group. */
function groupsOfPages(pages: readonly Page[], counts: PeopleCounts | undefined): Group[] {
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
