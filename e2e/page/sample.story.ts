import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot } from "./harness";
import { addPeople } from "./people";

test("made-up people come by a click, are marked on every screen, and go by a click", async () => {
  const { page } = await open();
  await page.goto("/people");
  await page.getByRole("heading", { name: "Nobody is here yet" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try with sample data" }).click();
  const banner = page.getByRole("complementary", { name: "Sample data" });
  await banner.getByText("12 made-up people are in here.").waitFor();
  await page.getByText("12 leads").waitFor();
  await expectAccessible(page);
  await screenshot(page, "sample");
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().click();
  await banner.waitFor();
  await addPeople(page, [{ name: "Ana Weber" }]);
  await banner.getByRole("button", { name: "Remove them" }).click();
  await page.getByText("12 made-up people are gone; everybody else is still here.").waitFor();
  await banner.waitFor({ state: "detached" });
  await page.goto("/people");
  await page.getByText("1 lead", { exact: true }).waitFor();
  expect(await page.getByRole("grid").getByRole("link").allTextContents()).toEqual(["Ana Weber"]);
});

test("the first steps offer made-up people too, and go on with them", async () => {
  const { page } = await open({ scheme: "dark", window: PHONE });
  await page.getByRole("button", { name: "Try with sample data" }).click();
  await page.getByRole("button", { name: "Keep these hours" }).waitFor();
  await page.getByRole("complementary", { name: "Sample data" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "sample-phone-dark");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
});

test("where somebody is already, no made-up people come, and the page says why", async () => {
  const { page } = await open();
  await page.goto("/people");
  const fill = page.getByRole("button", { name: "Try with sample data" });
  await fill.waitFor();
  await page.evaluate(async () => {
    const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
    const body = JSON.stringify({ name: "Ana Weber" });
    const headers = { "content-type": "application/json" };
    await fetch(`/api/v1/people/${id}`, { method: "PUT", headers, body });
  });
  await fill.click();
  await page.getByText(/There are people already/).waitFor();
});
