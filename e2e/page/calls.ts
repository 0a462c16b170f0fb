import type { Page } from "playwright-core";

/** For so long after somebody appears a digit is taken for a slip. */
const GUARD = 250;

/** The phone takes the number: a browser without one would only wait for it. */
export function takeCalls(): void {
  window.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='tel:']") : null;
    if (link !== null) event.preventDefault();
  });
}

/** Waits until whoever is on the screen has been there for as long as digits are ignored. */
export async function guardIsOver(page: Page): Promise<void> {
  await page.evaluate(async (guard) => {
    const from = performance.now();
    while (performance.now() - from <= guard) await new Promise(requestAnimationFrame);
  }, GUARD);
}

/** With whom something was filed, as the server tells it. */
export async function filed(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/activities?limit=500");
    const { activities } = await answer.json();
    return activities.map((it: { person: string }) => it.person);
  });
}
