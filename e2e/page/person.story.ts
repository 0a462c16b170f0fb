import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, screenshot, tabTo } from "./harness";
import { openReady } from "./ready";

test("somebody is started, moved, skipped, paused and stopped from their page by keys alone", async () => {
  const { page } = await openReady({ people: 1, started: 0 });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ada Number00" }).waitFor();

  await page.getByRole("button", { name: "Start on a cadence" }).waitFor();
  await tabTo(page, "Start on a cadence");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Start 1" }).waitFor();
  await expectAccessible(page);
  await tabTo(page, "Start 1");
  await page.keyboard.press("Enter");
  await page.getByText("1 started.").waitFor();
  // Keys do nothing behind a dialog, also while it goes.
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Touch 1 of 8, Cold").waitFor();

  await page.keyboard.press("l");
  await dialog.getByText("Move the next touch").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(/Ada Number00 moved to/).waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Moved to later").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Moved to later").waitFor({ state: "detached" });

  await page.keyboard.press("x");
  await why(page, "The line is dead");
  await page.getByText("A touch of Ada Number00 is skipped.").waitFor();
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 1 of 8, Cold").waitFor();
  await page.keyboard.press("x");
  await why(page, "The line is dead");
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await screenshot(page, "person-working");

  await tabTo(page, "Pause");
  await page.keyboard.press("Enter");
  await page.getByText("Paused: Cold").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 2 of 8, Cold").waitFor();

  await tabTo(page, "Stop");
  await page.keyboard.press("Enter");
  await why(page, "Merged into another company");
  await page.getByText("The cadence of Ada Number00 is stopped.").waitFor();
  await page.getByText("Nothing is planned.").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await page.getByText("The line is dead").waitFor();
});

/** Says why in the form that is open; without a word nothing is done. */
async function why(page: Page, text: string): Promise<void> {
  const field = page.getByRole("dialog").getByLabel("Why");
  await field.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Say why.").waitFor();
  await page.keyboard.type(text);
  expect(await field.inputValue()).toBe(text);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}
