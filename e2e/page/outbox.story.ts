import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { filed, guardIsOver } from "./calls";
import { expectAccessible, keptOffline, MARA, openProfile, screenshot } from "./harness";
import { openReady, TUESDAY } from "./ready";

/** As many as somebody may file between two networks. */
const MANY = 100;

test("a hundred touches filed without the server arrive once each, in order, and every date that moved is listed", async () => {
  const opened = await openReady({
    people: MANY,
    started: MANY,
    hours: ["mon-fri", "06:00-20:00"],
  });
  const { page, server } = opened;
  const people = await peopleOfToday(page);
  await keptOffline(opened);
  await begin(page);
  await server.kill();
  const order: string[] = [];
  for (let n = 1; n <= MANY; n += 1) order.push(await fileOffline(page, people));
  await page.getByText(`Offline, ${MANY} waiting here`).waitFor();
  // Whoever closes the page and opens it again still has them all.
  await page.goto("/");
  await page.getByText(`Offline, ${MANY} waiting here`).waitFor();
  const waiting = await waitingOnDevice(page);
  expect(waiting.map(({ person }) => person)).toEqual(order);
  // Meanwhile the day after turns out to be a day off: nothing that was shown for it can stand.
  server.command("leave", "add", "2026-11-25", "2026-11-25");
  const arrived = arrivals(page);
  await server.start();
  await page.getByText("All saved").waitFor();
  expect(arrived).toEqual(waiting.map(({ id }) => id));
  expect(await filed(page)).toHaveLength(MANY);
  expect(new Set(await filed(page))).toEqual(new Set(order));
  const stored = await storedDays(page);
  const moved = waiting.filter(({ person, expects }) => expects !== stored[person]);
  expect(moved.length).toBeGreaterThan(0);
  await page.getByText(`${moved.length} dates moved`).waitFor();
  // It is told until somebody has seen it.
  await page.reload();
  await page.getByRole("button", { name: "Show them" }).click();
  const rows = page.getByRole("region", { name: "dates moved" }).getByRole("listitem");
  expect(await rows.count()).toBe(moved.length);
  await screenshot(page, "moved");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByText("dates moved").count()).toBe(0);
}, 120_000);

test("two tabs agree on what is done: filed in one without the server, it is done in the other, and each is there once", async () => {
  const { page, context, server } = await openReady({ people: 6, started: 4 });
  const other = await context.newPage();
  await keptOffline({ page });
  await other.clock.setFixedTime(TUESDAY);
  await other.goto("/");
  await other.getByText(/^4 touches left/).waitFor();
  await begin(page);
  await keptOffline({ page: other });
  await server.kill();
  await fileNext(page, "1");
  await other.getByText(/^3 touches left/).waitFor();
  await other.keyboard.press(".");
  await other.getByRole("article").waitFor();
  await fileNext(other, "2");
  for (const tab of [page, other]) await tab.getByText("Offline, 2 waiting here").waitFor();
  await server.start();
  for (const tab of [page, other]) await tab.getByText("All saved").waitFor();
  const people = await filed(page);
  expect([people.length, new Set(people).size]).toEqual([2, 2]);
  await other.goto("/");
  await other.getByText(/^2 touches left/).waitFor();
  await page.keyboard.press("z");
  await other.getByText(/^3 touches left/).waitFor();
  await page.getByText("All saved").waitFor();
  await other.reload();
  await other.getByText(/^3 touches left/).waitFor();
});

test("what is filed in one tab is told by Person, People and Plan in another", async () => {
  const { page, context } = await openReady({ people: 3, started: 2 });
  await begin(page);
  const name = (await page.getByRole("article").getAttribute("aria-label")) ?? "";
  const { [name]: person } = await peopleOfToday(page);
  const [onPerson, onPeople, onPlan] = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
  ];
  for (const tab of [onPerson, onPeople, onPlan]) await tab.clock.setFixedTime(TUESDAY);
  await onPerson.goto(`/people/${person}`);
  await onPerson.getByRole("heading", { level: 1, name }).waitFor();
  expect(await onPerson.getByText("Not interested").count()).toBe(0);
  await onPeople.goto("/people?standing=prospect");
  await expect.poll(() => onPeople.getByRole("grid").getByRole("row").count()).toBe(3);
  await onPlan.goto("/plan");
  const cells = onPlan.locator("#content button", { has: onPlan.locator("small") });
  await cells.first().waitFor();
  const before = await cells.allTextContents();
  await fileNext(page, "7");
  await page.getByText("All saved").waitFor();
  await onPerson.getByText("Not interested").first().waitFor();
  await expect.poll(() => onPeople.getByRole("grid").getByRole("row").count()).toBe(2);
  await expect.poll(() => cells.allTextContents()).not.toEqual(before);
});

test("what the server does not take says why, with every word that was typed, and is sent again", async () => {
  const { page } = await openReady({ people: 3, started: 3 });
  await begin(page);
  const refusal = { type: "about:blank", title: "Too large", status: 413, code: "too_large" };
  await page.route("**/api/v1/activities/*", (route) =>
    route.fulfill({
      status: 413,
      contentType: "application/problem+json",
      body: JSON.stringify({ ...refusal, detail: "The note is too long." }),
    }),
  );
  await page.getByLabel("Note", { exact: true }).fill("Wants the figures of plant two");
  await page.getByLabel("Note", { exact: true }).press("Control+Enter");
  await fileNext(page, "1");
  await page.getByRole("button", { name: "1 not taken" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Wants the figures of plant two").waitFor();
  await expectAccessible(page);
  await screenshot(page, "refused");
  expect(await page.getByText("All saved").count()).toBe(0);
  // Removed by mistake, it comes back with its words.
  await dialog.getByRole("button", { name: "Remove" }).click();
  await page.getByText("Removed: No answer, ").waitFor();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("button", { name: "1 not taken" }).click();
  await dialog.getByText("Wants the figures of plant two").waitFor();
  await page.unroute("**/api/v1/activities/*");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await page.getByText("All saved").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "1 not taken" }).count()).toBe(0);
  expect(await filed(page)).toHaveLength(1);
});

test("a session that is lost in the block asks for sign-in, and the touch and its note are filed by it", async () => {
  const { page, context } = await openReady({ people: 3, started: 3 });
  await begin(page);
  await page.getByLabel("Note", { exact: true }).fill("Back on Thursday");
  await page.getByLabel("Note", { exact: true }).press("Control+Enter");
  await context.clearCookies();
  await fileNext(page, "1");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Sign in, and everything goes on where it was.").waitFor();
  await dialog.getByLabel("E-mail address").fill(MARA.email);
  await dialog.getByLabel("Password", { exact: true }).fill(MARA.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("All saved").waitFor();
  await page.getByRole("heading", { name: "Touch 2 of 3" }).waitFor();
  await fileNext(page, "2");
  await page.getByText("All saved").waitFor();
  // Both at the same instant, as the clock stands still: which of them is listed first says nothing.
  expect((await notes(page)).sort()).toEqual(["", "Back on Thursday"]);
});

test("whoever signs out while something waits is told first, and it is sent when they are back", async () => {
  const { page } = await openReady({ people: 3, started: 3 });
  await page.route("**/api/v1/activities/*", (route) => route.fulfill({ status: 503 }));
  await begin(page);
  await fileNext(page, "1");
  const unsent = page.getByRole("dialog", { name: /not sent/ });
  const out = async () => {
    await page.getByRole("button", { name: /Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await unsent.waitFor();
  };
  await out();
  await expectAccessible(page);
  await screenshot(page, "sign-out-unsent");
  await unsent.getByRole("button", { name: "Stay signed in" }).click();
  await page.getByRole("heading", { name: "Touch 2 of 3" }).waitFor();
  await out();
  await unsent.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("E-mail address").fill(MARA.email);
  await page.unroute("**/api/v1/activities/*");
  await page.getByLabel("Password", { exact: true }).fill(MARA.password);
  await page.keyboard.press("Enter");
  await page.getByText("All saved").waitFor();
  expect(await filed(page)).toHaveLength(1);
});

for (const [which, at] of [
  ["ahead", "2026-11-26T09:00:00Z"],
  ["behind", "2026-11-22T09:00:00Z"],
] as const) {
  test(`on a device whose clock is ${which} a touch is filed all the same, today`, async () => {
    const { page } = await openReady({ people: 3, started: 3 });
    await page.clock.setFixedTime(at);
    await begin(page);
    // What comes of it is told all the same, in the days of the server.
    await page
      .getByRole("button", { name: /No answer/ })
      .getByText("Touch 2 Wed 25 Nov")
      .waitFor();
    await fileNext(page, "1");
    await page.getByText("All saved").waitFor();
    expect(await page.getByRole("button", { name: /not taken/ }).count()).toBe(0);
    expect(await daysOfFiled(page)).toEqual(["2026-11-24"]);
  });
}

test("after a restart of the browser the page opens without the server, with all that waits", async () => {
  const one = await openReady({ people: 3, started: 3 });
  const folder = mkdtempSync(join(tmpdir(), "touchstone-profile-"));
  const before = await openProfile(one, folder);
  await before.page.clock.setFixedTime(TUESDAY);
  await before.page.goto("/");
  await before.page.getByLabel("E-mail address").fill(MARA.email);
  await before.page.getByLabel("Password", { exact: true }).fill(MARA.password);
  await before.page.keyboard.press("Enter");
  await keptOffline(before);
  await begin(before.page);
  await one.server.kill();
  await fileNext(before.page, "1");
  await before.page.getByText("Offline, 1 waiting here").waitFor();
  await before.context.close();

  const { page, context } = await openProfile(one, folder);
  await page.clock.setFixedTime(TUESDAY);
  await page.goto("/");
  await page.getByText("Offline, 1 waiting here").waitFor();
  await page.getByText(/^2 touches left/).waitFor();
  await begin(page);
  await fileNext(page, "1");
  await one.server.start();
  await page.getByText("All saved").waitFor();
  expect(await filed(page)).toHaveLength(2);
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Files what a digit says of whoever is on the screen, and waits for the next. */
async function fileNext(page: Page, digit: string): Promise<void> {
  const name = await page.getByRole("article").getAttribute("aria-label");
  await guardIsOver(page);
  await page.keyboard.press(digit);
  await page.locator(`article:not([aria-label="${name}"]), dl`).first().waitFor();
}

/** Files “no answer” for whoever is on the screen; gives who it was. */
async function fileOffline(page: Page, people: Record<string, string>): Promise<string> {
  const name = (await page.getByRole("article").getAttribute("aria-label")) ?? "";
  await fileNext(page, "1");
  return people[name] ?? name;
}

/** Begins a block with all that is due. */
async function begin(page: Page): Promise<void> {
  await page.goto("/today/touches");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("article").waitFor();
}

/** The people of today by their names. */
function peopleOfToday(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const { touches } = await (await fetch("/api/v1/today")).json();
    return Object.fromEntries(
      touches.map((it: { name: string; person: string }) => [it.name, it.person]),
    );
  });
}

/** The ids of what the server takes from now on, in the order in which it takes it. */
function arrivals(page: Page): string[] {
  const ids: string[] = [];
  page.on("response", (response) => {
    const [, id] = /\/api\/v1\/activities\/([^/]+)$/.exec(response.url()) ?? [];
    if (id !== undefined && response.ok()) ids.push(id);
  });
  return ids;
}

type Waiting = { id: string; person: string; expects: string };

/** What waits on the device, in order: about whom it is, and the day that was shown to come of it. */
function waitingOnDevice(page: Page): Promise<Waiting[]> {
  return page.evaluate(async () => {
    const answerOf = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve) => asked.addEventListener("success", () => resolve(asked.result)));
    const database = await answerOf(indexedDB.open("touchstone"));
    const writes = database.transaction("writes").objectStore("writes");
    const all = await answerOf(writes.getAll());
    database.close();
    return all.map(({ id, expects, write }) => ({ id, person: write.body.person, expects }));
  });
}

/** The days of the next touches as the server has them, by person. */
function storedDays(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const days = "from=2026-11-24&to=2027-01-31&limit=500";
    const { touches } = await (await fetch(`/api/v1/touches?${days}`)).json();
    return Object.fromEntries(
      touches.map((it: { person: string; from: string }) => [it.person, it.from]),
    );
  });
}

/** The notes of what was filed, newest first. */
function notes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { activities } = await (await fetch("/api/v1/activities")).json();
    return activities.map((it: { note?: string }) => it.note ?? "");
  });
}

/** The days on which something was filed, as the server has them. */
function daysOfFiled(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { activities } = await (await fetch("/api/v1/activities")).json();
    return activities.map((it: { at: string }) => it.at.slice(0, 10));
  });
}
