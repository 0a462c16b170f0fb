import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, expectAccessible, open, PHONE, screenshot, tabTo } from "./harness";
import { addPeople } from "./people";
import { openReady } from "./ready";

test("people stand in groups, keys go past the headings, and the address keeps it", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", standing: "lead", fit: "yes" },
    { name: "Ben Haas", standing: "client" },
    { name: "Cora Lind", standing: "lead", fit: "no" },
    { name: "Dan Moll", standing: "other", fit: "yes" },
  ]);
  await page.goto("/people?sort=name");
  await page.getByRole("button", { name: "Group", exact: true }).click();
  await page.getByRole("menuitem", { name: "Standing" }).click();
  await expect
    .poll(() => lines(page))
    .toEqual(["2 leads", "Ana Weber", "Cora Lind", "1 client", "Ben Haas", "1 other", "Dan Moll"]);
  await page.waitForURL(/group=standing/);
  await page.getByRole("grid").focus();
  for (const name of ["Ana Weber", "Cora Lind", "Ben Haas"]) {
    await page.keyboard.press("j");
    await page.locator("[role=row][data-at]").filter({ hasText: name }).waitFor();
  }
  await page.keyboard.press("Space");
  await page.locator("[role=row][aria-selected=true]").filter({ hasText: "Ben Haas" }).waitFor();
  await page.reload();
  await page.getByText("2 leads").nth(1).waitFor();
  for (const [window, name] of [
    [DESK, "groups"],
    [PHONE, "groups-phone"],
  ] as const) {
    await page.setViewportSize(window);
    await expectAccessible(page);
    await screenshot(page, name);
  }
  await page.setViewportSize(DESK);
  await page.goto("/people?sort=name&group=fit");
  await expect
    .poll(() => lines(page))
    .toEqual([
      "Fit: Yes",
      "Ana Weber",
      "Dan Moll",
      "Fit: Unknown",
      "Ben Haas",
      "Fit: No",
      "Cora Lind",
    ]);
  await page.goto("/people?sort=name&group=fit&fit=no");
  await expect.poll(() => lines(page)).toEqual(["Fit: No", "Cora Lind"]);
});

test("people are sorted and grouped by company, cadence and rep, by keys alone, and a view keeps the order", async () => {
  const { page, server } = await openReady({ people: 0, started: 0 });
  const [, ben = ""] = await addPeople(page, [
    { name: "Dan Moll", company: "Weber AG" },
    {
      name: "Ben Haas",
      company: "Haas KG",
      phones: [{ number: "+442079460100" }],
      emails: [{ address: "ben@example.com" }],
    },
    { name: "Cora Lind" },
    { name: "Ana Weber", company: "Weber AG" },
  ]);
  server.command("start", "--cadence", "Cold", "--person", ben);
  await page.goto("/people");
  await page.getByRole("grid").waitFor();
  await tabTo(page, "Company");
  await page.keyboard.press("Enter");
  await expect.poll(() => lines(page)).toEqual(["Ben Haas", "Ana Weber", "Dan Moll", "Cora Lind"]);
  await page.waitForURL(/sort=company/);
  await page.getByRole("columnheader", { name: "Company" }).and(sorted(page)).waitFor();
  await expectAccessible(page);
  await page.goto("/people?sort=company&tag=&q=a");
  await tabTo(page, "Keep as a view");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name").fill("By company");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.goto("/people");
  await page.getByRole("link", { name: "By company" }).click();
  await page.waitForURL(/sort=company/);

  await page.goto("/people?group=company");
  await expect
    .poll(() => lines(page))
    .toEqual([
      "Haas KG",
      "Ben Haas",
      "Weber AG",
      "Ana Weber",
      "Dan Moll",
      "No company",
      "Cora Lind",
    ]);
  await expectAccessible(page);
  await screenshot(page, "groups-company");
  await page.getByRole("button", { name: "Group: Company" }).click();
  await page.getByRole("menuitem", { name: "Cadence" }).click();
  await expect
    .poll(() => lines(page))
    .toEqual(["Cold", "Ben Haas", "On no cadence", "Ana Weber", "Cora Lind", "Dan Moll"]);
  await page.goto("/people?group=owner");
  await expect
    .poll(() => lines(page))
    .toEqual(["Mara Holt", "Ana Weber", "Ben Haas", "Cora Lind", "Dan Moll"]);
});

/** The head of the column by which the list is sorted. */
function sorted(page: Page) {
  return page.locator("[aria-sort=ascending]");
}

/** The headings and the names of the list, from top to bottom. */
function lines(page: Page): Promise<string[]> {
  return page.getByRole("grid").evaluate((grid) => {
    const rows = [...grid.querySelectorAll("[role=rowgroup] [role=row]")];
    const at = (row: Element) => row.getBoundingClientRect().top;
    const said = (row: Element) => (row.querySelector("a") ?? row).textContent?.trim() ?? "";
    return rows.sort((a, b) => at(a) - at(b)).map(said);
  });
}
