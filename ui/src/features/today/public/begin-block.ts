import { beginBlock } from "../block/block";

/** Begins with whoever is first, with nothing chosen: the block then opens on them. */
export function beginWithTheFirst(): void {
  beginBlock({ channel: "all", endsBy: "nothing", end: 0, goal: 0, order: [] });
}
