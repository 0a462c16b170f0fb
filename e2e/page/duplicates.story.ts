import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot, tabTo } from "./harness";
import { addPeople } from "./people";

/** One person who came in twice. */
const TWINS = [
  { name: "Ana Weber", emails: [{ address: "ana@example.com" }], job_title: "Owner" },
  { name: "Ana Weber-Haas", emails: [{ address: "ana@example.com" }], tags: ["expo"] },
];

test("two who are one are merged with a click, and parted again by Undo", async () => {
  const { page, server } = await open();
  server.command("hours", "mon-fri", "08:00-10:00");
  await addPeople(page, TWINS);
  await page.goto("/duplicates");
  await page.getByRole("link", { name: "Ana Weber-Haas" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Merge into the left one" }).first().click();
  await page.getByText(/They are one now/).waitFor();
  await page.getByRole("heading", { name: "Merged" }).waitFor();
  await page.goto("/people");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.goto("/duplicates");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("They are two again.").waitFor();
  await page.goto("/people");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
});

test("two are merged, parted and skipped by keys alone", async () => {
  const { page } = await open();
  await addPeople(page, TWINS);
  await page.goto("/duplicates");
  const merge = page.getByRole("button", { name: "Merge into the right one" });
  await merge.waitFor();
  await tabTo(page, "Merge into the right one");
  await page.keyboard.press("Enter");
  await merge.waitFor({ state: "detached" });
  await page.getByText(/They are one now/).waitFor();
  await page.keyboard.press("z");
  await merge.waitFor();
  await tabTo(page, "Skip for now");
  await page.keyboard.press("Enter");
  await page.getByText("You have looked at all of them.").waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`duplicates are accessible on a phone in ${scheme}`, async () => {
    const { page } = await open({ scheme, window: PHONE });
    await page.goto("/duplicates");
    await page.getByText("Nobody is here twice").waitFor();
    await expectAccessible(page);
    await addPeople(page, TWINS);
    await page.reload();
    await page.getByRole("link", { name: "Ana Weber-Haas" }).waitFor();
    await expectAccessible(page);
    await screenshot(page, `duplicates-phone-${scheme}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}
