import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot } from "./harness";
import { addPeople } from "./people";
import { openReady } from "./ready";

/** Who is in the list now. */
async function namesIn(page: Page): Promise<string[]> {
  const links = page.getByRole("grid").getByRole("link");
  return (await links.allTextContents()).toSorted();
}

test("the heading counts people by standing, and each count opens those it counts", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber" },
    { name: "Ben Haas" },
    { name: "Cora Lind", standing: "client" },
    { name: "Dora Quist", standing: "other" },
  ]);
  await page.goto("/people");
  const counts = page.getByRole("list", { name: "How many, by standing" });
  await counts.getByRole("link", { name: "2 leads" }).waitFor();
  expect(await counts.getByRole("link").allTextContents()).toEqual([
    "2 leads",
    "1 client",
    "1 other",
  ]);
  await counts.getByRole("link", { name: "1 client" }).click();
  await expect.poll(() => namesIn(page)).toEqual(["Cora Lind"]);
  expect(new URL(page.url()).searchParams.get("standing")).toBe("client");
  await page.goBack();
  await page.getByRole("gridcell", { name: "Lead" }).first().click();
  await page.getByRole("combobox", { name: "Standing of Ben Haas" }).selectOption("client");
  await counts.getByRole("link", { name: "2 clients" }).waitFor();
});

test("who cannot be started for want of a number is counted, and the number is typed where it belongs", async () => {
  const { page } = await open();
  await addPeople(page, [
    {
      name: "Ana Weber",
      phones: [{ number: "+4930901820" }],
      emails: [{ address: "ana@example.com" }],
      company: "Weber AG",
    },
    { name: "Ben Haas", emails: [{ address: "ben@example.com" }], company: "Haas KG" },
  ]);
  await page.goto("/people");
  await page
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: "Needs a number" })
    .click();
  await expect.poll(() => namesIn(page)).toEqual(["Ben Haas"]);
  const missing = page.getByRole("region", { name: "What is missing to start them" });
  await missing.getByText("1 needs a number").waitFor();
  await missing.getByRole("link", { name: /another channel/ }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "people-needs-number");
  await page.keyboard.press("j");
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "Phone of Ben Haas" });
  await field.fill("no number");
  await field.press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await field.inputValue()).toBe("no number");
  await field.fill("+44 20 7946 0100");
  await field.press("Enter");
  await page.getByText("Phone of Ben Haas is changed.").waitFor();
  await page
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: "Startable" })
    .click();
  await expect.poll(() => namesIn(page)).toEqual(["Ana Weber", "Ben Haas"]);
  await page.goto("/people?view=needs_number");
  await page.getByRole("heading", { name: "Everybody has a number" }).waitFor();
});

test("whoever cannot be started is one click away from Today", async () => {
  const { page, server } = await open();
  server.command("hours", "mon-fri", "09:00-11:00");
  await addPeople(page, [{ name: "Ana Weber", company: "Weber AG" }]);
  await page.goto("/");
  await page.getByRole("button", { name: "Put away" }).click();
  await page.getByRole("link", { name: "Find what they lack" }).click();
  await page.waitForURL(/\/people\?view=needs_number$/);
  await expect.poll(() => namesIn(page)).toEqual(["Ana Weber"]);
});

test("a row tells the cadence, how far it is, what comes next and what came of the last touch", async () => {
  const { page } = await openReady({ people: 3, started: 1 });
  await page.goto("/people?sort=oldest&standing=prospect");
  const row = page.getByRole("row").nth(1);
  await row.getByRole("img", { name: "Cold, touch 1 of 8" }).waitFor();
  await row.getByText("Call by Thu 26 Nov").waitFor();
  await screenshot(page, "people-working");
  await expectAccessible(page);
  await row.getByRole("link").click();
  await page.getByRole("link", { name: /Call \+44 20 7946 0100/ }).waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`people in full are accessible in ${scheme}, at a desk and on a phone`, async () => {
    const { page } = await openReady({ people: 20, started: 6, scheme });
    await page.goto("/people");
    await page.getByText("6 prospects").waitFor();
    await expectAccessible(page);
    await screenshot(page, `people-${scheme}`);
    await page.getByRole("checkbox").first().click();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `people-full-phone-${scheme}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}

test("in German the standings, views and what is missing go by the words of the glossary", async () => {
  const { page } = await open({ language: "de" });
  await addPeople(page, [
    { name: "Ana Weber", phones: [{ number: "+4930901820" }] },
    { name: "Ben Haas" },
    { name: "Cora Lind", standing: "former_client" },
  ]);
  await page.goto("/people?view=needs_number");
  await page.getByRole("link", { name: "1 Name", exact: true }).waitFor();
  await page.getByText("1 braucht eine Nummer").waitFor();
  await screenshot(page, "people-needs-number-de");
  await page.getByRole("link", { name: "Alle", exact: true }).click();
  await page.getByRole("link", { name: "2 Namen", exact: true }).waitFor();
  await page.getByRole("link", { name: "1 früherer Kunde" }).waitFor();
});
