import type { Page } from "playwright-core";

/** What a browser tells of how a page felt: when its largest part was painted, how much moved, how long answers took. */
export type Vitals = { lcp: number; cls: number; answers: number[] };

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
type Answer = PerformanceEntry & { interactionId: number };

/** Listens from the first byte on. */
export async function watchVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told = { lcp: 0, cls: 0, answers: new Map<number, number>() };
    Reflect.set(window, "vitals", told);
    const watch = (type: string, heard: (entry: PerformanceEntry) => void) => {
      const options = { type, buffered: true, durationThreshold: 16 };
      new PerformanceObserver((list) => list.getEntries().forEach(heard)).observe(options);
    };
    watch("largest-contentful-paint", (entry) => {
      told.lcp = entry.startTime;
    });
    watch("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry as Shift;
      if (!hadRecentInput) told.cls += value;
    });
    watch("event", (entry) => {
      const { interactionId, duration } = entry as Answer;
      if (interactionId === 0) return;
      told.answers.set(interactionId, Math.max(told.answers.get(interactionId) ?? 0, duration));
    });
  });
}

/** What was heard so far. */
export async function vitals(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    // What is painted is told in the frame after it.
    for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
    const { lcp, cls, answers } = Reflect.get(window, "vitals");
    return { lcp, cls, answers: [...answers.values()] };
  });
}

/** The value below which such a share of some lies. */
export function quantile(some: readonly number[], share: number): number {
  const sorted = some.toSorted((one, other) => one - other);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
