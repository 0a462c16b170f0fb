import { expect, test } from "vitest";
import { DESK, expectAccessible, open, PHONE, screenshot } from "./harness";

test("a backup is made by a click, is verified and stands in the list with its file", async () => {
  const { page } = await open({ window: DESK });
  await page.goto("/settings?part=system");
  await page.getByRole("button", { name: "Back up now" }).click();
  await page.getByText("The backup is made and verified.").waitFor();
  await page.getByText(/^Last verified backup: /).waitFor();
  const row = page.getByRole("row").filter({ hasText: "by hand" });
  await row.getByText(/^backups\/touchstone-.*\.touchstone-backup$/).waitFor();
  expect(await row.getByText(/^[\d.]+ (kB|MB)$/).count()).toBe(1);
  await expectAccessible(page);
  await screenshot(page, "backup-desk");
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await screenshot(page, "backup-phone");
});
