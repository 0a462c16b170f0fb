import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect } from "react";
import { atLine, type Group } from "./groups";

/** The heights of a row and of a card, as the style sheet has them. */
const ROW = 44;
const CARD = 84;
/** The height of what stands over a group. */
const GROUP = 40;
/** What covers the top of the window: the frame's bar and the heading of the columns. */
const COVERED = 56 + 40;

type Lines = {
  /** Who stands in the list, in its order. */
  ids: readonly string[];
  groups: readonly Group[];
  isPhone: boolean | undefined;
  /** Where the list begins on the page. */
  top: number;
};

/** The lines of the list, people and headings of groups, of which only those in sight are drawn. */
export function useLines({ ids, groups, isPhone, top }: Lines) {
  const virtualizer = useWindowVirtualizer({
    count: ids.length + groups.length,
    estimateSize: (line) =>
      typeof atLine(line, groups) !== "number" ? GROUP : isPhone ? CARD : ROW,
    overscan: 5,
    scrollMargin: top,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 96,
    getItemKey: (line) => {
      const on = atLine(line, groups);
      return typeof on === "number" ? (ids[on] ?? line) : `group ${on.from}`;
    },
  });
  // Rows, cards and headings differ in height: what was measured of the one does not hold for the other.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => virtualizer.measure(), [virtualizer, isPhone, groups]);
  return virtualizer;
}
