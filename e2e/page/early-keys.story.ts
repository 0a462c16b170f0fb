import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openReady } from "./ready";

test("X and the why in one go on Today, while the dialog is still on its way: no letter is lost, none is a key", async () => {
  const { page, context } = await openReady({ people: 3, started: 2 });
  await page.getByRole("heading", { name: "Next up" }).waitFor();
  let letThrough = () => {};
  const written = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  let isAskedFor = false;
  await context.route(/skip-dialog/, async (route) => {
    isAskedFor = true;
    await written;
    await route.continue();
  });
  await page.keyboard.press("x");
  // Each of these letters is a key of Today: later, skip, close the day, start.
  await page.keyboard.type("lxds");
  await expect.poll(() => isAskedFor).toBe(true);
  letThrough();
  const why = page.getByRole("dialog").getByLabel("Why");
  await why.waitFor();
  await page.keyboard.type(" is the code of the line");
  await expect.poll(() => why.inputValue()).toBe("lxds is the code of the line");
  await page.keyboard.press("Enter");
  await expect.poll(() => whys(page)).toEqual(["lxds is the code of the line"]);
});

test("X, the why and Enter without a pause on Person and on Today", async () => {
  const { page } = await openReady({ people: 1, started: 1 });
  await page.getByRole("heading", { name: "Next up" }).waitFor();
  await page.keyboard.type("x");
  await page.keyboard.type("On leave\n");
  await expect.poll(() => whys(page)).toEqual(["On leave"]);
  // Keys do nothing behind a dialog, also while it goes.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await page.keyboard.type("xexpects nobody by then\n");
  await page.getByText("Touch 3 of 8, Cold").waitFor();
  expect(await whys(page)).toEqual(["On leave", "expects nobody by then"]);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.type("aAda Lovelace");
  const name = page.getByRole("dialog").getByLabel("Name");
  await expect.poll(() => name.inputValue()).toBe("Ada Lovelace");
});

test("Enter while the cadences of “Start on a cadence” are still loaded does not close the dialog", async () => {
  const { page, context } = await openReady({ people: 1, started: 0 });
  let letThrough = () => {};
  const struck = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await context.route(/\/api\/v1\/cadences(\?|$)/, async (route) => {
    await struck;
    await route.continue();
  });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Start on a cadence" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await page.locator("[role=dialog] :focus").waitFor();
  await page.keyboard.press("Enter");
  letThrough();
  await dialog.getByLabel("Cadence").and(page.locator(":focus")).waitFor();
});

/** Why touches were passed over, the first one first. */
function whys(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { people } = await (await fetch("/api/v1/people?sort=name")).json();
    const all: { at: string; action: string; why: string }[] = [];
    for (const { id } of people) {
      all.push(...(await (await fetch(`/api/v1/people/${id}/timeline`)).json()).changes);
    }
    const skipped = all.filter((it) => it.action === "skipped");
    return skipped.sort((a, b) => a.at.localeCompare(b.at)).map((it) => it.why);
  });
}
