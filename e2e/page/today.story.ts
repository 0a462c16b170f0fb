import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { guardIsOver } from "./calls";
import { expectAccessible, PHONE, screenshot, tabTo } from "./harness";
import { openReady, TUESDAY } from "./ready";
import { send } from "./send";

/** Daily goals, one of them tied to no prospect and one counted by hand. */
const RECIPE = `
name = "Daily"

[[ingredients]]
name = "Calls"
behaviours = ["calls"]
goals = [5, 5, 5, 5, 5, 0, 0]

[[ingredients]]
name = "Introductions asked"
behaviours = ["introduction_asks"]
goals = [1, 1, 1, 1, 1, 0, 0]
minutes = 5

[[ingredients]]
name = "Walks past the fair"
by_hand = true
goals = [1, 1, 1, 1, 1, 0, 0]
`;

test("fifteen free minutes: the touches that fit, and a block of just these by keys alone", async () => {
  const { page } = await openReady({ started: 6 });
  await tabTo(page, "15 min");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "15 min free now" });
  // Calls of 8 minutes: one fits, a second does not.
  await dialog.getByRole("row").first().waitFor();
  expect(await sumIn(page)).toBeLessThanOrEqual(15);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Touch 1 of 1/ }).waitFor();
});

test("without anything due the free minutes are not offered, and the day says what to do", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.getByText("Nothing promised today", { exact: false }).waitFor();
  expect(await page.getByRole("button", { name: "15 min" }).count()).toBe(0);
  const panel = page.getByRole("region", { name: "Can you start more?" });
  await panel.getByText("Nobody waits to be started.").waitFor();
  await panel.getByRole("link", { name: "Import a list" }).waitFor();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Add a person" }).click();
  await page.getByRole("dialog").waitFor();
});

test("whoever can be started today stands there by name, is started at once, and taken back", async () => {
  const { page } = await openReady({ people: 10, started: 2 });
  const panel = page.getByRole("region", { name: "Can you start more?" });
  await panel.getByRole("button", { name: /^Yes: 8 people/ }).click();
  const dialog = page.getByRole("dialog", { name: "Who can be started today" });
  await dialog.getByRole("row").nth(7).waitFor();
  expect(await sumIn(page)).toBe(8);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Start 8" }).click();
  await page.getByText("8 started on Cold.").waitFor();
  await page.getByText(/^10 touches left/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("8 starts are taken back", { exact: false }).waitFor();
  await page.getByText(/^2 touches left/).waitFor();
});

test("every number on Today opens to rows, and they add up to it", async () => {
  const { page, server } = await openReady({ people: 12, started: 6 });
  await saveRecipe(page);
  await file(page, ["no_answer", "gatekeeper", "call_back"]);
  await count(page, "Walks past the fair", 1);
  await page.goto(server.url);
  await page.getByRole("region", { name: "Recipe today" }).waitFor();
  const told = await page.evaluate(async () => (await fetch("/api/v1/today")).json());

  const left = page.getByRole("button", { name: /touches left/ });
  const [touches = 0, minutes = 0] = numbersIn((await left.textContent()) ?? "");
  await left.click();
  await page.getByRole("dialog").getByRole("table").waitFor();
  expect([await rowsIn(page), await sumIn(page)]).toEqual([touches, minutes]);
  await close(page);

  await page.getByRole("button", { name: /^Promised/ }).click();
  expect(await sumIn(page)).toBe(told.promised);
  // What was done, what is planned, what the recipe sets aside: no row stands for what nobody can tell.
  await page.getByText("done, Call").first().waitFor();
  await page.getByText("set aside by the recipe: 1 times 5 min").waitFor();
  expect(await page.getByText("Rounding, or changed").count()).toBe(0);
  await close(page);

  for (const name of [/^room \d+ min$/, /^room .*/]) {
    await page.getByRole("button", { name }).first().click();
    expect(await sumIn(page)).toBe(told.room);
    await close(page);
  }

  for (const [name, n] of [
    ["Calls", 3],
    ["Introductions asked", 0],
    ["Walks past the fair", 1],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    await page.getByRole("dialog").getByRole("table").waitFor();
    expect([name, await sumIn(page)]).toEqual([name, n]);
    await close(page);
  }
  const strip = page.getByRole("region", { name: /working day/ });
  const days = await strip.getByRole("listitem").all();
  for (const day of days.slice(-2)) {
    const n = Number(await day.textContent());
    await day.getByRole("button").click();
    await page.getByRole("dialog").getByRole("table").waitFor();
    expect(await sumIn(page)).toBe(n);
    await close(page);
  }
});

test("each ingredient says what the doctrine in force takes it for", async () => {
  const { page, server } = await openReady({ people: 0, started: 0 });
  await saveRecipe(page);
  await page.goto(server.url);
  const strip = page.getByRole("region", { name: "Recipe today" });
  const classes = () => strip.locator(".mantine-Badge-root").allTextContents();
  await strip.getByText("Passive").waitFor();
  expect(await classes()).toEqual(["Active", "Passive"]);
  await page.evaluate(async () => {
    const body = JSON.stringify({ name: "Active first" });
    const headers = { "content-type": "application/json" };
    await fetch("/api/v1/doctrines/in-force", { method: "PUT", headers, body });
  });
  await page.reload();
  await strip.getByText("Active").nth(1).waitFor();
  expect(await classes()).toEqual(["Active", "Active"]);
});

test("I asks whoever is chosen for an introduction, and Undo takes it back", async () => {
  const { page } = await openReady({ started: 2 });
  await page.getByRole("heading", { name: "Next up" }).waitFor();
  await page.keyboard.press("i");
  await page.getByText("Introduction asked of Ada Number00.").waitFor();
  await expect.poll(() => asked(page)).toEqual(["introduction_asks"]);
  await page.keyboard.press("z");
  await expect.poll(() => asked(page)).toEqual([]);
});

test("a gatekeeper with a time named moves the next touch to it", async () => {
  const { page } = await openReady({ started: 1 });
  await page.keyboard.press("s");
  await page.getByRole("heading", { name: "Touch block" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "They named a time" }).click();
  await page.getByLabel("Day").fill("2026-11-26");
  await page.getByLabel("Time").fill("14:30");
  await page.keyboard.press("Enter");
  await guardIsOver(page);
  await page.keyboard.press("3");
  await page.getByText("All saved").waitFor();
  await expect.poll(() => nextTouch(page)).toEqual([2, "2026-11-26T13:30:00Z"]);
});

test("closing the day tells what was on time, what is left, and the first three of tomorrow", async () => {
  const { page } = await openReady({ started: 6 });
  await file(page, ["no_answer", "voicemail"]);
  await page.reload();
  await page.getByText(/^4 touches left/).waitFor();
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: "Close the day" });
  await dialog.getByRole("heading", { name: "On time: 2" }).waitFor();
  const listed = (name: RegExp) =>
    dialog.locator("section").filter({ hasText: name }).getByRole("listitem").count();
  expect(await listed(/^On time: 2/)).toBe(2);
  expect(await listed(/^Not done, moves to .*: 4/)).toBe(4);
  expect(await listed(/^The first three on/)).toBe(3);
  await expectAccessible(page);
  await screenshot(page, "closing");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
});

for (const scheme of ["light", "dark"] as const) {
  test(`Today with a recipe, and its dialogs, in ${scheme} and on a phone`, async () => {
    const { page, server } = await openReady({ scheme, people: 12, started: 6 });
    await saveRecipe(page);
    await file(page, ["no_answer"]);
    await page.goto(server.url);
    await page.getByRole("region", { name: "Recipe today" }).getByText("Passive").waitFor();
    await page.getByRole("region", { name: /working day/ }).waitFor();
    await expectAccessible(page);
    await screenshot(page, `today-recipe-${scheme}`);
    await page.getByRole("button", { name: "30 min" }).click();
    await page.getByRole("dialog").getByRole("table").waitFor();
    await expectAccessible(page);
    await screenshot(page, `today-free-${scheme}`);
    await close(page);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `today-recipe-phone-${scheme}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}

/** As what a recipe counts what was logged. */
function asked(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { activities } = await (await fetch("/api/v1/activities")).json();
    return activities.map((it: { behaviour: string }) => it.behaviour);
  });
}

/** Which touch comes next, and its agreed time. */
function nextTouch(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const days = "from=2026-11-24&to=2026-12-24";
    const { touches } = await (await fetch(`/api/v1/touches?${days}`)).json();
    return [touches[0]?.step, touches[0]?.agreed];
  });
}

/** The sum under the rows of the dialog that is open. */
async function sumIn(page: Page): Promise<number> {
  const sum = page.getByRole("dialog").locator("tfoot td");
  return Number(await sum.textContent());
}

function rowsIn(page: Page): Promise<number> {
  return page.getByRole("dialog").locator("tbody tr").count();
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(/\d+/g), ([n]) => Number(n));
}

function saveRecipe(page: Page): Promise<void> {
  return send(page, "POST", "/api/v1/recipe", { toml: RECIPE });
}

function count(page: Page, ingredient: string, times: number): Promise<void> {
  return send(page, "POST", "/api/v1/counts", { ingredient, times });
}

/** Files an outcome for one touch of today after the other, as the page itself would. */
async function file(page: Page, outcomes: readonly string[]): Promise<void> {
  for (const outcome of outcomes) {
    const person = await page.evaluate(async () => {
      const { touches } = await (await fetch("/api/v1/today")).json();
      return touches[0].person;
    });
    const agreed = outcome === "call_back" ? { agreed: "2026-11-26T09:00:00Z" } : {};
    const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
    const body = { person, outcome, channel: "call", at: TUESDAY, ...agreed };
    await send(page, "PUT", `/api/v1/activities/${id}`, body);
  }
}
