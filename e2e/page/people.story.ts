import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, keptOffline, open, PHONE, screenshot } from "./harness";
import { measured } from "./measured";
import { addPeople, listOf } from "./people";

/** How long after it was asked for the first row shows what was asked, as the page's own clock tells. */
async function millisecondsUntil(
  page: Page,
  ask: () => Promise<unknown>,
  row: string,
): Promise<number> {
  await page.evaluate((text) => {
    const started = performance.now();
    const seen = () => document.querySelector("[role=grid] [aria-rowindex='2']")?.textContent ?? "";
    Reflect.set(window, "waitedFor", undefined);
    const look = () => {
      if (seen().includes(text)) Reflect.set(window, "waitedFor", performance.now() - started);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, row);
  await ask();
  const waited = await page.waitForFunction(() => Reflect.get(window, "waitedFor"));
  return Number(await waited.jsonValue());
}

measured(
  "50,000 people: the first rows within 500 ms, a filter and groups within 300 ms, and no selection is lost",
  async () => {
    const { page, server } = await open();
    const folder = mkdtempSync(join(tmpdir(), "touchstone-list-"));
    writeFileSync(join(folder, "list.csv"), listOf(50_000));
    server.command("import", join(folder, "list.csv"));
    rmSync(folder, { recursive: true });
    await page.goto("/companies");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const link = page.getByRole("link", { name: "People" }).first();
    const first = await millisecondsUntil(page, () => link.click(), "49999");
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await page.getByText("1 selected").waitFor();
    const field = page.getByRole("searchbox");
    const filtered = await millisecondsUntil(page, () => field.fill("p12345@"), "12345");
    console.info(`first rows ${Math.round(first)} ms, filter ${Math.round(filtered)} ms`);
    await field.fill("");
    await page.getByText("1 selected").waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBeNull();
    await page.getByRole("button", { name: "Group", exact: true }).click();
    const choice = page.getByRole("menuitem", { name: "Standing" });
    const grouped = await millisecondsUntil(page, () => choice.click(), "50,000 leads");
    console.info(`in groups ${Math.round(grouped)} ms`);
    await page.getByText("1 selected").waitFor();
    expect(first).toBeLessThan(500);
    expect(filtered).toBeLessThan(300);
    expect(grouped).toBeLessThan(300);
  },
  300_000,
);

test("somebody is found, opened, given a reason, started and stopped by keyboard and forms", async () => {
  const { page, server } = await open();
  server.command("hours", "mon-fri", "08:00-10:00");
  await addPeople(page, [
    {
      name: "Fatima Okafor",
      phones: [{ number: "+44 20 7946 0100" }],
      emails: [{ address: "f@example.com" }],
    },
    { name: "محمد", job_title: "Owner" },
  ]);
  await page.goto("/people?standing=boss&sort=oldest");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("v");
  const sheet = page.getByRole("complementary", { name: "Person at the side" });
  await sheet.getByRole("heading", { name: "Fatima Okafor" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Fatima Okafor" }).waitFor();
  await page.getByText("Not contacted yet. Give a reason to call.").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add a reason" }).click();
  await page.getByLabel("What you say on the phone").fill("You asked about changeover time.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const reason = page.getByText("You asked about changeover time.");
  await reason.waitFor();
  await page.keyboard.press("z");
  await reason.waitFor({ state: "detached" });
  await page.keyboard.press("y");
  await page.getByText("Answer due", { exact: false }).first().waitFor();
});

test("a change in place is saved, and what somebody else changed meanwhile is told before it is written over", async () => {
  const { page } = await open();
  const [id] = await addPeople(page, [{ name: "Ana Weber", job_title: "Owner" }]);
  await page.goto("/people?columns=job_title");
  await page.getByRole("gridcell", { name: "Owner" }).click();
  await page.evaluate(
    (person) =>
      fetch(`/api/v1/people/${person}`, {
        method: "PATCH",
        headers: { "content-type": "application/json", "if-match": "*" },
        body: JSON.stringify({ job_title: "CFO" }),
      }),
    id,
  );
  const field = page.getByRole("textbox", { name: "Job title of Ana Weber" });
  await field.fill("CEO");
  await field.press("Enter");
  await page.getByText(/Somebody changed this meanwhile to “CFO”/).waitFor();
  expect(await field.inputValue()).toBe("CEO");
  await field.press("Enter");
  await page.getByText("Job title of Ana Weber is changed.").waitFor();
  await page.keyboard.press("z");
  await page.getByRole("gridcell", { name: "CFO" }).waitFor();
});

test("Esc gives up what was typed in a cell, and a change that is saved late leaves the next cell open", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", job_title: "Owner" },
    { name: "Ben Haas", job_title: "CFO" },
  ]);
  const changes: string[] = [];
  page.on("request", (it) => it.method() === "PATCH" && changes.push(it.url()));
  await page.goto("/people?columns=job_title&sort=name");
  await page.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("F2");
  const first = page.getByRole("textbox", { name: "Job title of Ana Weber" });
  await first.fill("Nobody");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Owner/ }).waitFor();

  let letGo = () => undefined as undefined;
  const held = new Promise<void>((resolve) => {
    letGo = () => void resolve();
  });
  await page.route("**/api/v1/people/*", async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("F2");
  await first.fill("CEO");
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: "CFO" }).click();
  const second = page.getByRole("textbox", { name: "Job title of Ben Haas" });
  await second.fill("Treasurer");
  letGo();
  await page.getByText("Job title of Ana Weber is changed.").waitFor();
  expect(await second.inputValue()).toBe("Treasurer");
  await second.press("Enter");
  await page.getByText("Job title of Ben Haas is changed.").waitFor();
  expect(changes).toHaveLength(2);
});

for (const scheme of ["light", "dark"] as const) {
  test(`the list and a person are accessible on a phone in ${scheme}`, async () => {
    const { page } = await open({ scheme, window: PHONE });
    await page.goto("/people");
    await page.getByText("Nobody is here yet").waitFor();
    await expectAccessible(page);
    await addPeople(page, [
      {
        name: "Guðmundsdóttir-Fernández von der Leyen-Kowalczykowa",
        job_title: "Plant manager",
        company: "Müller & Söhne Verpackungsmaschinen GmbH & Co. KG",
        country: "DE",
        phones: [{ number: "+44 20 7946 0100" }],
      },
    ]);
    await page.reload();
    await page.getByRole("row").waitFor();
    await expectAccessible(page);
    await screenshot(page, `people-phone-${scheme}`);
    await page.getByRole("row").click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Nothing is planned.").waitFor();
    await expectAccessible(page);
    await screenshot(page, `person-phone-${scheme}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}

test("a reply filed from a person's page while the server is away arrives once it is back", async () => {
  const { page, server } = await open();
  await addPeople(page, [{ name: "Fatima Okafor", emails: [{ address: "f@example.com" }] }]);
  await page.goto("/people");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Fatima Okafor" }).waitFor();
  await keptOffline({ page });
  await server.kill();
  await page.keyboard.press("y");
  await page.getByText(/Offline, 1 waiting here/).waitFor();
  await server.start();
  await page.getByText("All saved").waitFor();
  await page.reload();
  await page.getByText("Replied").first().waitFor();
}, 120_000);
