import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, keptOffline, PHONE, screenshot } from "./harness";
import { openReady } from "./ready";

/** What was filed, as the server has it. */
function filed(page: Page): Promise<{ behaviour: string; outcome?: string; note?: string }[]> {
  return page.evaluate(async () => {
    const { activities } = await (await fetch("/api/v1/activities")).json();
    return activities.filter((it: { corrected_by?: string }) => !it.corrected_by);
  });
}

/** Presses what is named, with a finger. */
function tap(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole("button", { name }).tap();
}

test("a walk-in is filed on a phone with three taps without network, and arrives once", async () => {
  const { page, server } = await openReady({
    people: 3,
    started: 2,
    window: PHONE,
  });
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await keptOffline({ page });
  await server.kill();
  await tap(page, "Log something I did");
  await tap(page, "Walk-in");
  await tap(page, /^Ada Number00/);
  await page.getByText("Filed: Walk-in, Ada Number00.").waitFor();
  await expectAccessible(page);
  await screenshot(page, "log-phone");
  await server.start();
  await expect.poll(() => filed(page)).toMatchObject([{ behaviour: "walk_ins" }]);
  // Closed without a word more, it can be taken back all the same.
  await tap(page, /^Close$/);
  await tap(page, "Undo");
  await expect.poll(() => filed(page)).toEqual([]);
});

test("what came of a walk-in is told after it was filed, with a note, and stands there once", async () => {
  const { page } = await openReady({ people: 3, started: 2, window: PHONE });
  await page.goto("/");
  await tap(page, "Log something I did");
  await tap(page, "Event conversation");
  await tap(page, /^Ada Number01/);
  await page.getByLabel("Note, if you want one").fill("Met at the fair");
  await tap(page, "Not interested");
  const told = [{ outcome: "not_interested", note: "Met at the fair" }];
  await expect.poll(() => filed(page)).toMatchObject(told);
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect.poll(() => filed(page)).toEqual([]);
});
