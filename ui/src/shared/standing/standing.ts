import { onReachable, serverIsReachable, tellReachable } from "@/shared/api/reachability";

let tell: () => void = () => undefined;
const told = new Promise<void>((resolve) => {
  tell = resolve;
});

/** How long a busy device may put off what the first screen was drawn without, in milliseconds. */
const LATEST = 2_000;

/** Does something when the browser has nothing else to do. */
export function whenIdle(deed: () => void): void {
  // Safari cannot tell when it is idle.
  if (globalThis.requestIdleCallback === undefined) setTimeout(deed, 100);
  else requestIdleCallback(deed, { timeout: LATEST });
}

/** Says that the first screen is drawn with all that it asked the server for: it stands once that is painted. */
export function tellDrawn(): void {
  requestAnimationFrame(() => whenIdle(tell));
}

/**
 * Loads something once the first screen stands: before, it would take the way, and the time to draw, from what that screen
 * needs. For `lazy` too. Where the server went meanwhile it is loaded when it is back: the screen does without it till then.
 */
export function onceStanding<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    await told;
    try {
      return await load();
    } catch {
      tellReachable(false);
    }
    for (;;) {
      await serverIsBack();
      try {
        return await load();
      } catch {
        // Gone again before it came: the next time, then.
      }
    }
  };
}

function serverIsBack(): Promise<void> {
  return new Promise((resolve) => {
    const end = onReachable(() => {
      if (!serverIsReachable()) return;
      end();
      resolve();
    });
  });
}
