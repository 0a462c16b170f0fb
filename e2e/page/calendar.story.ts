import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, PHONE, screenshot, tabTo } from "./harness";
import { openReady } from "./ready";

/** A file of a calendar with these events, told in UTC. */
function calendarOf(...events: readonly [from: string, to: string, title: string][]): string {
  const all = events.map(([from, to, title], n) =>
    [
      "BEGIN:VEVENT",
      `UID:event-${n}@example.com`,
      "DTSTAMP:20261101T000000Z",
      `DTSTART:${from}`,
      `DTEND:${to}`,
      `SUMMARY:${title}`,
      "END:VEVENT",
    ].join("\r\n"),
  );
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", ...all, "END:VCALENDAR"].join(
    "\r\n",
  );
}

/** Wednesday 9:30 to 10:30 and Thursday evening, for the rep. */
const MEETINGS = calendarOf(
  ["20261125T083000Z", "20261125T093000Z", "Board"],
  ["20261126T190000Z", "20261126T200000Z", "Dinner"],
);

test("a calendar file that is dropped tells what it takes before it counts, then counts, and is taken back", async () => {
  const { page, server } = await openReady({ people: 0, started: 0, zone: "UTC" });
  await page.goto(`${server.url}/plan/calendar`);
  await page.getByText("Nothing is taken.").waitFor();
  const before = await hoursAhead(page);
  await dropFile(page, "meetings.ics", MEETINGS);
  const preview = page.getByRole("region", { name: "meetings.ics" });
  await preview.getByText(/^This file takes \d+ min from 1 working day\.$/).waitFor();
  await preview.getByRole("cell", { name: "Wed 25 Nov" }).waitFor();
  expect(await hoursAhead(page)).toBe(before);
  await expectAccessible(page);
  await screenshot(page, "calendar-preview");
  await preview.getByRole("button", { name: "Count it" }).click();
  await page.getByText("2 blocks are taken out of your hours", { exact: false }).waitFor();
  expect(await hoursAhead(page)).toBeLessThan(before);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Nothing is taken.").waitFor();
  expect(await hoursAhead(page)).toBe(before);
});

test("a file that is chosen and then dropped leaves everything as it was; what is no calendar is refused", async () => {
  const { page, server } = await openReady({ people: 0, started: 0 });
  await page.goto(`${server.url}/plan/calendar`);
  await choose(page, "meetings.ics", MEETINGS);
  await page.getByRole("button", { name: "Drop this file" }).click();
  await page.getByRole("region", { name: "meetings.ics" }).waitFor({ state: "detached" });
  await page.getByText("Nothing is taken.").waitFor();
  await choose(page, "letter.ics", "Dear Ada");
  await page.getByRole("alert").filter({ hasText: "calendar" }).last().waitFor();
  expect(await page.getByRole("button", { name: "Count it" }).count()).toBe(0);
  await expectAccessible(page);
});

test("hours go into one's own calendar as a file, and under a private link until it is withdrawn", async () => {
  const { page, server } = await openReady({ people: 0, started: 0 });
  await page.goto(`${server.url}/plan/calendar`);
  const own = page.getByRole("region", { name: "Put it in my calendar" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    own.getByRole("button", { name: "Download as file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("prospecting.ics");
  await own.getByText("No link leads to your calendar.").waitFor();
  await own.getByRole("button", { name: "Make a private link" }).click();
  const link = (await own.locator("pre").textContent()) ?? "";
  const answer = await fetch(link);
  expect([answer.status, (await answer.text()).slice(0, 15)]).toEqual([200, "BEGIN:VCALENDAR"]);
  await expectAccessible(page);
  await screenshot(page, "calendar-feed");
  await own.getByRole("button", { name: "I have it" }).click();
  expect(await own.locator("pre").count()).toBe(0);
  await own.getByRole("button", { name: /^Withdraw the link made/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
  await own.getByText("No link leads to your calendar.").waitFor();
  expect((await fetch(link)).status).toBe(404);
});

test("leave is taken, and taken back, by keys alone", async () => {
  const { page, server } = await openReady({ people: 0, started: 0 });
  await page.goto(`${server.url}/plan/calendar`);
  await page.getByRole("button", { name: "Take leave" }).waitFor();
  await tabTo(page, "First day");
  // The same day in whatever order a browser asks for it.
  await page.keyboard.type("12122026");
  await tabTo(page, "Take leave");
  await page.keyboard.press("Enter");
  await page.getByText("Sat 12 Dec", { exact: true }).waitFor();
  await page.keyboard.press("z");
  await page.getByText("No leave is planned.").waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`the calendar is accessible in ${scheme}, with a file looked at, at a desk and on a phone`, async () => {
    const { page, server } = await openReady({ scheme, people: 6, started: 6 });
    await page.goto(`${server.url}/plan/calendar`);
    await choose(page, "meetings.ics", MEETINGS);
    await page.getByRole("button", { name: "Count it" }).waitFor();
    await expectAccessible(page);
    await screenshot(page, `calendar-file-${scheme}`);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `calendar-file-phone-${scheme}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/calendar", buffer });
}

/** Lets a file go over the place for it, as from a folder. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const held = await page.evaluateHandle(
    ([called, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], called, { type: "text/calendar" }));
      return transfer;
    },
    [name, text] as const,
  );
  const place = page.locator("[data-is-over]");
  await place.dispatchEvent("dragover", { dataTransfer: held });
  await place.dispatchEvent("drop", { dataTransfer: held });
}

/** The minutes of the weeks ahead, as the plan counts them. */
function hoursAhead(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { days } = await (await fetch("/api/v1/plan?weeks=4")).json();
    return days.reduce((sum: number, day: { hours: number }) => sum + day.hours, 0);
  });
}
