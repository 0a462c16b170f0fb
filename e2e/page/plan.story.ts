import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, type Opened, open, PHONE, SCREEN, screenshot } from "./harness";
import { openReady } from "./ready";
import { send } from "./send";

const NOW = "2026-11-24T08:00:00Z";
const CONTACTS = Array.from(
  { length: 120 },
  (_, n) =>
    `Ada${n},Okafor${n},Vantage ${n},ada${n}@vantage${n}.example,+44 20 7946 0${String(n).padStart(3, "0")}`,
);
const ROWS = ["First name,Last name,Company,Email,Phone", ...CONTACTS].join("\n");

/** Somebody with hours and 120 people who can be started. */
async function ready(options: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const one = await open({ now: NOW, ...options });
  const { page } = one;
  await page.goto(`${one.server.url}/import`);
  await page.getByRole("textbox").first().fill(ROWS);
  await page
    .locator("#content button")
    .filter({ hasText: /Look through|durchsehen/ })
    .click();
  await page.getByRole("button", { name: /^(Import 120 rows|120 Zeilen importieren)$/ }).click();
  await page.getByRole("button", { name: /Undo this import|Diesen Import/ }).waitFor();
  await page.goto(`${one.server.url}/plan`);
  await page.locator("form button[type=submit]").click();
  await page.getByLabel("Can I start").waitFor();
  return one;
}

test("a rep without hours is asked for them, then told how many can start while typing", async () => {
  const { page } = await ready();
  const n = page.getByLabel("Can I start");
  await n.fill("3");
  await page.getByRole("heading", { name: "Yes, all 3 can start." }).waitFor();
  await n.fill("50");
  await page.getByRole("heading", { name: /No\. \d+ of 50 can start\./ }).waitFor();
  await page.getByText(/Start all 50 and you owe/).waitFor();
  await page.getByRole("button", { name: /^Start \d+ now$/ }).waitFor();
});

test("fifty are spread over days by one button, and against the plan only with a why", async () => {
  const { page } = await ready();
  await page.getByLabel("Can I start").fill("50");
  await page.getByRole("button", { name: /^Spread \d+ over/ }).click();
  await page.getByText(/started on Cold\./).waitFor();
  await page.getByLabel("Can I start").fill("60");
  await page.getByRole("button", { name: /^Start all \d+ anyway$/ }).click();
  await page.getByRole("button", { name: /against the plan$/ }).click();
  await page.getByText("Say why: it is kept with each of them.").waitFor();
  await page.getByLabel("Why", { exact: true }).fill("The fair is next week");
  await page.getByRole("button", { name: /against the plan$/ }).click();
  await page
    .getByText(/started on Cold\./)
    .nth(1)
    .waitFor();
  await page
    .getByText(/would be late/)
    .first()
    .waitFor();
});

test("what would be late is told before it is, with what keeps the promise all the same", async () => {
  const { page } = await openReady({ people: 6, started: 6 });
  for (const [day, lost] of [
    ["2026-11-24", {}],
    ["2026-11-25", {}],
    ["2026-11-26", { minutes: 100 }],
  ] as const) {
    await send(page, "PUT", `/api/v1/calendar/days/${day}/lost`, lost);
  }
  await page.goto("/plan");
  const late = page.getByRole("alert").filter({ hasText: "would be late" });
  await late.getByRole("button", { name: /^Free \d+ min on .*: all can be finished$/ }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "plan-late");
  await late.getByRole("button", { name: /^Free/ }).click();
  await page.getByRole("dialog").getByLabel("Hours of this day").waitFor();
  await page.keyboard.press("Escape");
  await late.getByRole("button", { name: /^Pause .*: all others can be finished$/ }).click();
  await late.waitFor({ state: "detached" });
  // Who is taken up again needs the room that was missing: the plan says so, and Undo waits for it.
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The plan has no room for it.", { exact: false }).waitFor();
  await send(page, "DELETE", "/api/v1/calendar/days/2026-11-25/lost", undefined);
  await page.getByRole("button", { name: "Undo" }).click();
  await page
    .getByText("The plan has no room for it.", { exact: false })
    .waitFor({ state: "detached" });
  await expect.poll(() => pausedCount(page)).toBe(0);
});

test("two weeks of leave shift what is planned, and Undo takes them back", async () => {
  const { page, server } = await ready();
  await page.getByLabel("Can I start").fill("5");
  await page.getByRole("button", { name: "Start 5", exact: true }).click();
  await page.getByText("5 started on Cold.").waitFor();
  await page.goto(`${server.url}/plan/calendar`);
  await page.getByLabel("First day").fill("2026-11-30");
  await page.getByLabel("Last day").fill("2026-12-11");
  await page.getByRole("button", { name: "Take leave" }).click();
  await page.getByText("Mon 30 Nov to Fri 11 Dec", { exact: true }).waitFor();
  await page.goto(`${server.url}/plan`);
  await page.getByRole("button", { name: /^24 Nov/ }).waitFor();
  // A day off is no working day any more, and nothing of what it held is late.
  expect(await page.getByRole("button", { name: /^2 Dec/ }).count()).toBe(0);
  const off = page.locator("[data-state=off]");
  await expect.poll(() => off.count()).toBe(10);
  expect(await off.nth(2).textContent()).toBe("2 DecLeave");
  await screenshot(page, "plan-leave");
  await page.getByText("Week", { exact: true }).click();
  await page.getByText("5 days off").first().waitFor();
  expect(await page.getByText(/would be late/).count()).toBe(0);
  await page.goto(`${server.url}/plan/calendar`);
  await page.getByRole("button", { name: /^Take back the leave/ }).click();
  await page.getByText("No leave is planned.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Mon 30 Nov to Fri 11 Dec", { exact: true }).waitFor();
});

test("a start is taken back by Undo, and its room is free again", async () => {
  const { page } = await openReady({ people: 30, started: 0 });
  await page.goto("/plan");
  await page.getByLabel("Can I start").fill("4");
  const before = await promised(page);
  await page.getByRole("button", { name: "Start 4", exact: true }).click();
  await page.getByText("4 started on Cold.").waitFor();
  expect(await promised(page)).toBeGreaterThan(before);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("4 starts are taken back", { exact: false }).waitFor();
  expect(await promised(page)).toBe(before);
});

test("it is told how long the list lasts, at the pace of the plan, then at one's own", async () => {
  const { page } = await openReady({ people: 60, started: 0 });
  await page.goto("/plan");
  const lasts = page.getByRole("region", { name: "How long the list lasts" });
  await lasts.getByText("60 people can be started.", { exact: false }).waitFor();
  await lasts.getByText(/With as many starts as the plan holds, \d+ in the next 20/).waitFor();
  await page.getByLabel("Can I start").fill("2");
  await page.getByRole("button", { name: "Start 2", exact: true }).click();
  // 58 people at 2 in 20 working days take 580 of them.
  await lasts.getByText("You started 2 in the last four weeks", { exact: false }).waitFor();
  await lasts.getByText(/they last for more than a year/).waitFor();
  await lasts.getByRole("link", { name: "Import a list" }).waitFor();
});

test("where all on a shorter list can start the answer is yes, and no day is shown too full", async () => {
  const { page } = await openReady({ people: 40, started: 11 });
  await page.goto("/plan?n=50");
  await page.getByRole("heading", { name: "Yes, all 29 can start." }).waitFor();
  await page.getByText("29 people are on the list.").waitFor();
  await page.locator("[data-state=room]").first().waitFor();
  await expect.poll(() => page.getByText("120/120").count()).toBeGreaterThan(0);
  expect(await page.locator("[data-state=over]").count()).toBe(0);
});

test("whoever cannot be started is passed over: all that are asked for are told of, and one button starts them", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  const nobodies = Array.from({ length: 5 }, (_, n) => `Ida,Nobody${n},,,`);
  await page.goto("/import");
  await page
    .getByRole("textbox")
    .first()
    .fill(ROWS.replace("\n", `\n${nobodies.join("\n")}\n`));
  await page.getByRole("button", { name: "Look through these rows" }).click();
  await page.getByRole("button", { name: "Import 125 rows" }).click();
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
  await page.goto("/plan?n=50");
  await page.getByRole("heading", { name: /No\. \d+ of 50 can start\./ }).waitFor();
  await page.getByText("5 cannot be started whatever the calendar says").waitFor();
  await page.getByText(/^Start all 50 and you owe 27 h 30 min by .* and have /).waitFor();
  await page.getByRole("button", { name: "Start all 50 anyway" }).click();
  await page.getByLabel("Why", { exact: true }).fill("The fair is next week");
  await page.getByRole("button", { name: /against the plan$/ }).click();
  await page.getByText("50 started on Cold.").waitFor();
});

test("the consequence is copied with the chart, and the chart by itself", async () => {
  const { page, context } = await openReady({ people: 60, started: 0 });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/plan?n=50");
  await page.locator(".recharts-bar-rectangle").first().waitFor();
  await page.getByRole("button", { name: "Copy this" }).click();
  await page.getByText("Copied.").waitFor();
  const copied = await clipboard(page);
  expect(copied["text/plain"]).toMatch(/^Start all 50 and you owe/);
  expect(copied["text/html"]).toContain("data:image/png;base64,");
  await page.getByRole("button", { name: "Copy picture" }).click();
  await page.getByText("The picture is copied.").waitFor();
  expect(Object.keys(await clipboard(page))).toEqual(["image/png"]);
});

test("the heat map tells the same sums by day, by week and by month", async () => {
  const { page } = await openReady({ people: 12, started: 12 });
  await page.goto("/plan");
  const days = await page.evaluate(async () => {
    const { days: all } = await (await fetch("/api/v1/plan?weeks=26")).json();
    return all as { on: string; hours: number; promised: number }[];
  });
  for (const [kind, length, n] of [
    ["Day", 10, 25],
    ["Week", 0, 13],
    ["Month", 7, 6],
  ] as const) {
    await page.getByText(kind, { exact: true }).click();
    const cells = page.locator("[data-state]", { has: page.locator("small") });
    await expect.poll(() => cells.count()).toBeGreaterThanOrEqual(n);
    const shown = await cells.first().locator("small").locator("..").textContent();
    const [first] = days;
    const isOfFirst = (on: string) =>
      length === 0 ? on <= "2026-11-29" : on.slice(0, length) === first?.on.slice(0, length);
    const of = days.filter((it) => isOfFirst(it.on));
    const sum = (what: "hours" | "promised") => of.reduce((all, it) => all + it[what], 0);
    expect([kind, shown]).toEqual([
      kind,
      `${sum("promised")}/${sum("hours").toLocaleString("en-GB")}`,
    ]);
  }
});

test("what the heat map shows with those who would start is what the days promise once they are", async () => {
  const { page } = await openReady({ people: 40, started: 11 });
  await page.goto("/plan?n=12");
  await page.getByRole("heading", { name: /^Yes, all 12 can start/ }).waitFor();
  const sums = page.locator("[data-state=room] small").locator("..");
  const promised = async () =>
    await page.evaluate(async () => {
      const { days } = await (await fetch("/api/v1/plan?weeks=5")).json();
      return days.map((it: { hours: number; promised: number }) => `${it.promised}/${it.hours}`);
    });
  const before = await promised();
  await expect.poll(() => sums.allTextContents()).not.toEqual(before);
  const shown = await sums.allTextContents();
  await page.getByRole("button", { name: "Start 12", exact: true }).click();
  await page.getByText("12 started on Cold.").waitFor();
  expect(await promised()).toEqual(shown);
});

test("days on which one more start would break a promise are marked, and say so", async () => {
  const { page } = await openReady({ people: 60, started: 0 });
  await page.goto("/plan?n=50");
  await page.getByRole("heading", { name: /of 50 can start/ }).waitFor();
  await page.getByText("! One more start would break a promise here.").waitFor();
  const marked = page.getByRole("button", { name: /One more start would break a promise here/ });
  expect(await marked.count()).toBeGreaterThan(0);
  await page.getByLabel("Can I start").fill("2");
  await expect.poll(() => marked.count()).toBe(0);
});

for (const scheme of ["light", "dark"] as const) {
  test(`Plan and its chart, the calendar and cadences are accessible in ${scheme}, also on a phone`, async () => {
    const { page, server } = await ready({ scheme });
    await page.getByLabel("Can I start").fill("50");
    await page.getByRole("heading", { name: /of 50 can start/ }).waitFor();
    await page.locator(".recharts-bar-rectangle").first().waitFor();
    await expectAccessible(page);
    await screenshot(page, `plan-${scheme}`);
    await page.getByText("Month", { exact: true }).click();
    await page.getByText("November 2026").first().waitFor();
    await screenshot(page, `plan-month-${scheme}`);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `plan-phone-${scheme}`);
    for (const [path, name] of [
      ["/plan/calendar", "calendar"],
      ["/cadences", "cadences"],
      ["/import", "import"],
    ] as const) {
      await page.goto(`${server.url}${path}`);
      await page.locator(SCREEN).waitFor();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page);
      await screenshot(page, `${name}-phone-${scheme}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/plan/calendar`);
    await page.waitForLoadState("networkidle");
    await screenshot(page, `calendar-${scheme}`);
    await page.goto(`${server.url}/cadences`);
    await page.getByRole("link", { name: "Cold", exact: true }).click();
    await page.getByText("Touch 8").waitFor();
    await expectAccessible(page);
    await screenshot(page, `cadence-${scheme}`);
  });
}

/** The minutes that the days ahead are promised to, as the server tells. */
function promised(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { days } = await (await fetch("/api/v1/plan?weeks=8")).json();
    return days.reduce((sum: number, day: { promised: number }) => sum + day.promised, 0);
  });
}

/** What was copied, by its kind; pictures by their kind only. */
function clipboard(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    for (const item of await navigator.clipboard.read()) {
      for (const kind of item.types) {
        found[kind] = kind.startsWith("text/") ? await (await item.getType(kind)).text() : "";
      }
    }
    return found;
  });
}

/** How many are held. */
function pausedCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/enrollments?state=paused&limit=100");
    return (await answer.json()).enrollments.length;
  });
}
