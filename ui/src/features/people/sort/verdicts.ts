import type { CommandId } from "@/shared/keyboard/map";
import { m } from "@/shared/messages/gen/messages";
import type { SortVerdict } from "../queries";

type Verdict = {
  command: CommandId;
  word: () => string;
  /** What comes of it. */
  what: () => string;
};

/** What can be said of somebody, in the order of the screen. */
export const VERDICTS: Record<SortVerdict, Verdict> = {
  fits: { command: "sort.fits", word: m.keyboard_sort_fits, what: m.sort_fits_what },
  introduce: {
    command: "sort.introduce",
    word: m.keyboard_sort_introduce,
    what: m.sort_introduce_what,
  },
  keep: { command: "sort.keep", word: m.keyboard_sort_keep, what: m.sort_keep_what },
  neither: { command: "sort.neither", word: m.keyboard_sort_neither, what: m.sort_neither_what },
};

export const VERDICT_NAMES = ["fits", "introduce", "keep", "neither"] as const;

/** What was said of somebody, in words. */
export function verdictWord(verdict: SortVerdict): string {
  return VERDICTS[verdict].word();
}
