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
 * needs. For `lazy` too.
 */
export function onceStanding<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    await told;
    return load();
  };
}
