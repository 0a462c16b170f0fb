import { useMemo } from "react";
import { touchKey } from "@/features/activities/public/file-touch";
import { useFiled } from "@/features/activities/public/filed";
import { useOutbox } from "@/shared/outbox/use-outbox";
import type { Channel, Touch } from "./queries";

/** The touches of today that are still to be done. */
export type Queue = {
  /** Those that can be done now, in order. */
  now: readonly Touch[];
  /** Those who cannot be called yet. */
  later: readonly Touch[];
  /** Those for whom something is missing. */
  stuck: readonly Touch[];
};

/** Sorts the touches of a day; what was filed here counts as done before the server has said so. */
export function queueOf(touches: readonly Touch[], done: ReadonlySet<string>): Queue {
  const open = touches.filter((touch) => !done.has(touchKey(touch)));
  const stuck = open.filter((touch) => touch.missing != null);
  const able = open.filter((touch) => touch.missing == null);
  return {
    now: able.filter((touch) => !touch.later_today),
    later: able.filter((touch) => touch.later_today),
    stuck,
  };
}

/** The touches that were filed here, in this tab or, while they wait, in another. */
export function useDone(): ReadonlySet<string> {
  const filed = useFiled();
  const waiting = useOutbox();
  // The outbox tells of every try: what is done stays the same set as long as it holds the same.
  const keys = [...new Set([...filed, ...waiting.flatMap((entry) => entry.touch ?? [])])].join(" ");
  return useMemo(() => new Set(keys === "" ? [] : keys.split(" ")), [keys]);
}

/** Those of one channel, in the order in which they once stood; new ones follow. */
export function inOrder(
  touches: readonly Touch[],
  channel: Channel | "all",
  order: readonly string[],
): readonly Touch[] {
  const places = new Map(order.map((key, place) => [key, place]));
  const placeOf = (touch: Touch) => places.get(touchKey(touch)) ?? order.length;
  return touches
    .filter((touch) => channel === "all" || touch.channel === channel)
    .toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** The minutes of some touches. */
export function sumOf(touches: readonly Touch[]): number {
  return touches.reduce((all, touch) => all + touch.minutes, 0);
}
