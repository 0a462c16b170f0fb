import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { filed, guardIsOver, takeCalls } from "./calls";
import { MARA, openLink, screenshot } from "./harness";
import { expectRowsToAddUp } from "./numbers";
import { prospects } from "./prospects";
import { Rep } from "./rep";

/** A Tuesday, 9:05 for the rep. */
const NOW = "2026-11-24T08:05:00Z";
/** What the first day may take: the inputs to the first call filed, its time, and the keys of thirty calls. */
const MOST = { inputs: 12, milliseconds: 5 * 60_000, keys: 70 };
/** What thirty calls come to; with a plus the outcome asks something. */
const OUTCOMES = "1 2 1 3 1 4+ 1 2 7 1 9 1 6+ 1 2 1 1 3 2 1 1 5+ 2 1 1 8+ 1 2 3 1".split(" ");

test("the first day: 500 rows pasted, a first call within twelve inputs, thirty calls through a power cut, and every number opens", async () => {
  const { page, context, server } = await openLink({ now: NOW });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.setFixedTime(NOW);
  await page.evaluate(takeCalls);
  await page.addInitScript(takeCalls);

  const began = Date.now();
  const inputs = await fromTheLinkToTheFirstCall(page);
  expect(inputs).toBeLessThanOrEqual(MOST.inputs);
  const took = Date.now() - began;
  console.info(`to the first call filed: ${inputs} inputs, ${Math.round(took / 1000)} s`);
  expect(took).toBeLessThanOrEqual(MOST.milliseconds);
  expect(await filed(page)).toHaveLength(1);

  await freeTheAfternoon(page);
  const rep = new Rep(page);
  await rep.press("s");
  await page.getByRole("heading", { name: "Touch block" }).waitFor();
  await rep.press("Enter");
  for (const [at, told] of OUTCOMES.entries()) {
    await page.getByRole("heading", { name: new RegExp(`^Touch ${at + 1} of `) }).waitFor();
    if (at === 3) await rep.note("Her assistant keeps the calendar. Back on Thursday.");
    if (at === 5 || at === 20) await screenshot(page, `first-day-${at === 5 ? 10 : 12}-call`);
    await rep.call(told.slice(0, 1), told.endsWith("+"));
    if (at === 14) await server.kill();
    if (at === 19) {
      await page.getByText(/Offline, \d+ waiting here/).waitFor();
      await screenshot(page, "first-day-11-offline");
      await server.start();
      await page.getByText("All saved").waitFor();
      await page.reload();
    }
  }
  await page.getByText("All saved").waitFor();
  await rep.press("Escape");
  await page.getByRole("heading", { name: "Block done" }).waitFor();
  await screenshot(page, "first-day-13-done");
  expect(rep.n).toBeLessThanOrEqual(MOST.keys);
  const people = await filed(page);
  expect(people).toHaveLength(1 + OUTCOMES.length);
  expect(new Set(people).size).toBe(1 + OUTCOMES.length);

  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().click();
  await page.getByRole("heading", { name: "Next up" }).waitFor();
  await page.waitForLoadState("networkidle");
  await screenshot(page, "first-day-14-today");
  await expectRowsToAddUp(page);
}, 120_000);

/** From the link that the server prints to the first call that is filed; gives what it took. */
async function fromTheLinkToTheFirstCall(page: Page): Promise<number> {
  const rep = new Rep(page);
  await rep.fill("Your name", MARA.name);
  await rep.fill("E-mail address", MARA.email);
  await rep.fill("Choose a password", MARA.password);
  await screenshot(page, "first-day-01-account");
  await rep.end();

  await page.getByRole("heading", { name: "First steps" }).waitFor();
  await screenshot(page, "first-day-02-steps");
  await rep.click(page.getByRole("link", { name: "Import or paste a list" }));
  await rep.paste(prospects(500).join("\n"), page.getByLabel("Or paste rows"));
  const bring = page.getByRole("button", { name: "Import 500 rows" });
  await bring.waitFor();
  await screenshot(page, "first-day-03-preview");
  await rep.click(bring);
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
  await screenshot(page, "first-day-04-imported");

  // Monday to Friday, 9 to 11, are filled in: two hours a day.
  await rep.click(page.getByRole("navigation").getByRole("link", { name: "Today" }).first());
  const hours = page.getByRole("button", { name: "Keep these hours" });
  await hours.waitFor();
  await screenshot(page, "first-day-05-hours");
  await rep.click(hours);

  const recipe = page.getByRole("button", { name: /^Phone first/ });
  await recipe.waitFor();
  await screenshot(page, "first-day-06-recipe");
  await rep.click(recipe);
  const start = page.getByRole("button", { name: /^Start \d+$/ });
  await start.waitFor();
  await screenshot(page, "first-day-07-prospects");
  await rep.click(start);

  await page.getByRole("article").waitFor();
  await guardIsOver(page);
  await screenshot(page, "first-day-08-first-person");
  await rep.call("1", false);
  await page.getByRole("heading", { name: /^Touch 2 of / }).waitFor();
  await page.getByText("All saved").waitFor();
  await screenshot(page, "first-day-09-filed");
  return rep.n;
}

/** The afternoon of today turns out to be free: there is time for thirty calls. */
async function freeTheAfternoon(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Plan" }).first().click();
  await page.getByRole("button", { name: /^24 Nov/ }).click();
  await page.getByLabel("Hours of this day").fill("09:00-11:00 13:00-17:00");
  await page.getByRole("button", { name: "Save this day" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().click();
  await page.getByText("/360 min").waitFor();
}
