import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { NOW } from "./day";
import { DESK, expectAccessible, type Opened, open, PHONE, screenshot, tabTo } from "./harness";
import { addPeople } from "./people";
import { openReady } from "./ready";
import { send } from "./send";

const LONG = "Müller & Söhne Verpackungsmaschinen- und Anlagenbaugesellschaft mbH & Co. KG";

test("a company is found, changed, taken back and left for one of its people by keys alone", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", company: "Weber AG" },
    { name: "Ben Haas", company: "Haas KG", job_title: "Owner" },
  ]);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.getByRole("link", { name: "Weber AG" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("Haa");
  await page.getByRole("link", { name: "Weber AG" }).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Haas KG" }).waitFor();
  await tabTo(page, "Edit company");
  await page.keyboard.press("Enter");
  const name = page.getByRole("dialog").getByLabel("Name");
  await name.selectText();
  await page.keyboard.type("Weber AG");
  await page.keyboard.press("Enter");
  await page.getByText("There is a company of this name already.").waitFor();
  expect(await name.inputValue()).toBe("Weber AG");
  await name.selectText();
  await page.keyboard.type("Haas & Daughters");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Haas & Daughters" }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("z");
  await page.getByRole("heading", { level: 1, name: "Haas KG" }).waitFor();
  await tabTo(page, "Ben Haas");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ben Haas" }).waitFor();
});

test("whoever waits because a colleague wants no contact goes on with one click", async () => {
  const { page } = await withHeld("light");
  await page.getByRole("link", { name: LONG }).click();
  await page.getByText("The colleagues wait").waitFor();
  await page.getByRole("button", { name: "Go on with the others" }).click();
  await page.getByText("The colleagues wait").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Show them in People" }).click();
  await expect.poll(() => page.getByRole("grid").getByRole("row").count()).toBe(3);
});

test("a company is marked as a dream client, found by it, and the mark is taken back", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", company: "Weber AG" },
    { name: "Ben Haas", company: "Haas KG" },
  ]);
  await page.goto("/companies?dream=true");
  await page.getByText("No dream client yet").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "All", exact: true }).click();
  await page.getByRole("button", { name: "Weber AG is a dream client" }).click();
  await page.getByText("Weber AG is a dream client now.").waitFor();
  await page.getByRole("link", { name: "Dream clients" }).click();
  await page.getByRole("link", { name: "Haas KG" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Weber AG" }).click();
  const mark = page.getByRole("button", { name: "Dream client" });
  expect(await mark.getAttribute("aria-pressed")).toBe("true");
  await page.keyboard.press("z");
  await expect.poll(() => mark.getAttribute("aria-pressed")).toBe("false");
});

test("a company tells its people, its touches by month and its meetings, and takes in a colleague", async () => {
  const { page } = await open({ now: NOW });
  await addPeople(page, [{ name: "Cora Lind", company: "Weber AG" }]);
  const [ana = ""] = await addPeople(page, [{ name: "Ana Weber", company: "Weber AG" }]);
  await fileCall(page, ana, "2026-09-07T10:00:00Z", "no_answer");
  await fileCall(page, ana, "2026-11-20T10:00:00Z", "not_interested");
  const starts = "2026-11-26T10:00:00Z";
  await send(page, "POST", "/api/v1/meetings", { person: ana, starts, minutes: 30 });
  await page.goto("/companies");
  const row = page.getByRole("listitem").filter({ hasText: "Weber AG" });
  for (const said of ["2 leads", "2 touches", "1 open meeting"]) {
    await row.getByText(said, { exact: true }).waitFor();
  }
  await page.getByRole("link", { name: "Weber AG" }).click();
  await page.getByLabel("November 2026: touches 1, conversations 1").waitFor();
  await page.getByLabel("September 2026: touches 1, conversations 0").waitFor();
  expect(await factOf(page, "Touches")).toBe("2");
  expect(await factOf(page, "Conversations")).toBe("1");
  expect(await factOf(page, "Open meetings")).toBe("1");
  const meetings = page.getByRole("list", { name: "Open meetings" });
  await meetings.getByRole("link", { name: "Ana Weber" }).waitFor();
  await page.getByText("A meeting is set with one of them").waitFor();
  await expectFits(page, "company-work");
  await page.getByRole("link", { name: "2 leads" }).click();
  await page.waitForURL(/\/people\?.*standing=lead/);
  await expect.poll(() => page.getByRole("grid").getByRole("row").count()).toBe(3);
  await page.goBack();

  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByLabel("Company").inputValue()).toBe("Weber AG");
  await dialog.getByLabel("Name").fill("Dirk Öz");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Dirk Öz" }).waitFor();
  await page.getByRole("link", { name: "Weber AG" }).click();
  await page.getByText("3 leads").waitFor();
});

test("nobody at a company is contacted while it is blocked, and Undo has them go on as before", async () => {
  const { page } = await openReady({ people: 3, started: 2, window: DESK });
  await page.goto("/companies");
  await page.getByRole("link", { name: "Works 00" }).click();
  await page.getByRole("link", { name: "Ada Number00" }).waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Block this company" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why").fill("Our investor owns them");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByText("Works 00 is blocked, and 1 person is paused.").waitFor();
  const told = page.getByRole("region", { name: "Nobody here is contacted" });
  await told.getByText("Our investor owns them").waitFor();
  await expectFits(page, "company-blocked");

  await page.getByRole("link", { name: "Ada Number00" }).click();
  await page.getByText("Waits: the company is blocked").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Take the block back first").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Works 00 is no longer blocked, and 1 person goes on.").waitFor();
  await told.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Ada Number00" }).click();
  await page.getByText(/Touch 1 of 8, Cold/).waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`companies and a company are accessible in ${scheme}, at a desk and on a phone`, async () => {
    const { page } = await withHeld(scheme);
    await page.getByText("Waits").waitFor();
    await expectFits(page, `companies-${scheme}`);
    await page.getByRole("link", { name: LONG }).click();
    await page.getByText("The colleagues wait").waitFor();
    await expectFits(page, `company-${scheme}`);
    await page.goto("/companies?q=nobody");
    await page.getByText("No company found").waitFor();
    await expectAccessible(page);
  });
}

/** Companies of which one has somebody who wants no contact, and a colleague of theirs who waits. */
async function withHeld(scheme: "light" | "dark"): Promise<Opened> {
  const one = await open({ scheme, now: NOW });
  const { page, server } = one;
  await page.goto("/companies");
  await page.getByText("No companies yet").waitFor();
  await expectAccessible(page);
  const at = (name: string, n: number, company: string) => ({
    name,
    company,
    job_title: "Head of Operations",
    phones: [{ number: `+44207946010${n}` }],
    emails: [{ address: `p${n}@example.com` }],
  });
  const [first = "", second = ""] = await addPeople(page, [
    at("Ana Weber", 0, LONG),
    at("Guðmundsdóttir-Fernández von der Leyen-Kowalczykowa", 1, LONG),
    at("Ben Haas", 2, "Haas KG"),
  ]);
  server.command("hours", "mon-fri", "09:00-11:00");
  server.command("start", "--cadence", "Cold", "--person", second);
  server.command("suppress", "--person", first, "--channel", "all", "--why", "asked not to");
  await page.reload();
  await page.getByRole("link", { name: "Haas KG" }).waitFor();
  return one;
}

/** Files a call of some day as the page itself would. */
async function fileCall(page: Page, person: string, at: string, outcome: string): Promise<void> {
  const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
  const body = { person, channel: "call", outcome, at };
  await send(page, "PUT", `/api/v1/activities/${id}`, body);
}

/** What stands under a name of a number. */
function factOf(page: Page, name: string): Promise<string | null> {
  return page.locator("dt", { hasText: name }).locator("+ dd").first().textContent();
}

/** Accessible and no wider than its window, at a desk and on a phone. */
async function expectFits(page: Page, name: string): Promise<void> {
  for (const [window, where] of [
    [DESK, "desk"],
    [PHONE, "phone"],
  ] as const) {
    await page.setViewportSize(window);
    await expectAccessible(page);
    await screenshot(page, `${name}-${where}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(window.width);
  }
  await page.setViewportSize(DESK);
}
