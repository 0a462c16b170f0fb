import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, expectAccessible, open, PHONE, screenshot, tabTo } from "./harness";
import { addPeople } from "./people";

const LIST = /\/api\/v1\/people\?/;

test("the list of people is narrowed, walked, changed and left without a mouse", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", company: "Weber AG" },
    { name: "Ben Haas", company: "Haas KG" },
    { name: "Cora Lind", company: "Lind AG" },
  ]);
  await page.goto("/people");
  await page.getByRole("row").nth(3).waitFor();
  await page.locator("body").press("Tab");
  await tabTo(page, "Never started");
  await page.keyboard.press("Enter");
  await page.waitForURL(/view=never_started/);
  await page.keyboard.press("/");
  await page.keyboard.type("haas");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.locator("[role=row][data-at]").waitFor();
  await page.keyboard.press("F2");
  const cell = page.getByRole("textbox", { name: "Company of Ben Haas" });
  await cell.waitFor();
  await cell.selectText();
  await page.keyboard.type("Haas & Co.");
  await page.keyboard.press("Enter");
  await page.getByText("Company of Ben Haas is changed.").waitFor();
  await page.keyboard.press("z");
  await page.getByRole("gridcell", { name: "Haas KG" }).waitFor();
  await page.keyboard.press("v");
  const side = page.getByRole("complementary", { name: "Person at the side" });
  await side.getByRole("heading", { name: "Ben Haas" }).waitFor();
  await page.keyboard.press("Escape");
  await side.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ben Haas" }).waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`people who cannot be read, whom nobody is among, and one of them are accessible in ${scheme}`, async () => {
    const { page } = await open({ scheme });
    await addPeople(page, [{ name: "Ana Weber", phones: [{ number: "+442079460100" }] }]);
    await page.route(LIST, (route) => route.fulfill({ status: 500 }));
    await page.goto("/people?q=weber");
    await page.getByRole("alert").waitFor();
    await look(page, `people-failed-${scheme}`);
    await page.unroute(LIST);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("row").nth(1).waitFor();
    await page.goto("/people?q=nobody-of-this-name");
    await page.getByRole("heading", { name: "Nobody fits these filters" }).waitFor();
    await look(page, `people-none-${scheme}`);
    await page.getByRole("button", { name: "Show everybody" }).click();
    await page.getByRole("grid").getByRole("link", { name: "Ana Weber" }).click();
    await page.getByRole("link", { name: "Open the page" }).click();
    await page.getByText("Nothing is planned.").waitFor();
    await look(page, `person-${scheme}`);
  });
}

/** Accessible in both windows, and no wider than a phone. */
async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await screenshot(page, name);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
  await page.setViewportSize(DESK);
}
