import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { NOW, RECIPE } from "./day";
import { expectAccessible, type Opened, open, openInvited, screenshot } from "./harness";
import { addPeople } from "./people";

const COACH = { name: "Cora Lind", email: "cora@example.com", password: "saddle ember quartz 4" };
const REP = { name: "Ravi Sethi", email: "ravi@example.com", password: "harbor velvet otter 7" };
const OTHER = { name: "Olu Bello", email: "olu@example.com", password: "meadow copper lantern 2" };

const SECRET = "Their son plays with mine.";

test("a coach sees the behaviours, promises and room of a rep of theirs, and no private note", async () => {
  const mara = await open({ now: NOW });
  const coach = await invited(mara, "coach", COACH);
  const rep = await invited(mara, "rep", REP);
  await makeTeam(mara.page, "North", COACH.name, REP.name);
  const person = await workOf(rep);

  const { page } = coach;
  await page.getByRole("link", { name: "Team" }).click();
  const card = page.getByRole("region", { name: REP.name });
  await card
    .getByRole("row", { name: /Calls/ })
    .getByRole("cell", { name: "2/12" })
    .first()
    .waitFor();
  const facts = await card.getByRole("definition").allTextContents();
  const [hours = 0, promised = 0, room = 0] = facts.map(minutesIn);
  expect(hours).toBe(5 * 120);
  expect(promised).toBeGreaterThan(0);
  expect(room).toBe(hours - promised);
  await expectAccessible(page);
  await screenshot(page, "team-coach");
  await opensToRows(page, REP.name, promised);

  await page.goto(`/people/${person}`);
  await page.getByText("Asked for the price list.").waitFor();
  expect(await page.getByText(SECRET).count()).toBe(0);
  expect(await answered(page, "GET", `/api/v1/people/${person}/timeline`)).not.toContain(SECRET);
  await rep.page.goto(`/people/${person}`);
  await rep.page.getByText(SECRET).waitFor();
});

test("a rep reaches neither a colleague's day nor what is an admin's", async () => {
  const mara = await open({ now: NOW });
  const rep = await invited(mara, "rep", REP);
  const other = await invited(mara, "rep", OTHER);
  await workOf(rep);
  const whose = await memberOf(rep.page);

  const { page } = other;
  await page.getByRole("link", { name: "Team" }).click();
  await page.getByText("Nobody is covered for.").waitFor();
  expect(await page.getByRole("region", { name: REP.name }).count()).toBe(0);
  // To them it is as if the colleague had none.
  for (const path of ["plan", "progress", "today", "activities"]) {
    expect(await statusOf(page, "GET", `/api/v1/${path}?member=${whose}`), path).toBe(404);
  }
  await page.goto("/settings?part=members");
  await page.getByRole("link", { name: "You" }).waitFor();
  for (const part of ["Workspace", "Members and teams", "Backup and record"]) {
    expect(await page.getByRole("link", { name: part, exact: true }).count(), part).toBe(0);
  }
  expect(await page.getByRole("heading", { name: "Invitations" }).count()).toBe(0);
  const invite = { role: "admin" };
  expect(await statusOf(page, "POST", "/api/v1/invitations", invite)).toBe(403);
  expect(await statusOf(page, "PATCH", `/api/v1/members/${whose}`, { role: "admin" })).toBe(403);
  expect(await statusOf(page, "GET", "/api/v1/audit")).toBe(403);
});

/** Somebody who came in by the link that the admin's page told. */
async function invited(admin: Opened, role: string, who: typeof COACH): Promise<Opened> {
  const { page } = admin;
  await page.goto("/settings?part=members");
  await page.getByRole("combobox", { name: "Role", exact: true }).click();
  await page.getByRole("option", { name: new RegExp(`^${role}$`, "i") }).click();
  await page.getByRole("button", { name: "Make a link" }).click();

  const link = await page.getByText("/#/welcome/").textContent();
  return openInvited(admin, link ?? "", who);
}

async function makeTeam(page: Page, name: string, coach: string, rep: string): Promise<void> {
  await page.goto("/settings?part=members");
  await page.getByLabel("Name of a new team").fill(name);
  await page.keyboard.press("Enter");
  const team = page.getByRole("group", { name });
  for (const [label, who] of [
    ["Looked after by", coach],
    ["Members", rep],
  ] as const) {
    await team.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: who }).click();
    await page.keyboard.press("Escape");
  }
  await team.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: false }).first().waitFor();
}

/** A count opens to as many activities as it says, and the promised minutes to days that add up to them. */
async function opensToRows(page: Page, name: string, promised: number): Promise<void> {
  const card = page.getByRole("region", { name });
  const dialog = page.getByRole("dialog");
  await card.getByRole("button", { name: "Calls: 2/12. Show what was counted" }).first().click();
  await dialog.getByText("Asked for the price list.").waitFor();
  expect(await dialog.getByRole("listitem").count()).toBe(2);
  expect(await dialog.getByText(SECRET).count()).toBe(0);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await card.getByRole("button", { name: /^Promised: / }).click();
  await dialog.getByRole("row").first().waitFor();
  const days = await dialog.locator("tbody tr td:nth-of-type(3)").allTextContents();
  const [sum, ...each] = days.map(minutesIn).reverse();
  expect(each.reduce((all, one) => all + one, 0)).toBe(sum);
  expect(sum).toBe(promised);
  await expectAccessible(page);
  await screenshot(page, "team-room-rows");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}

/** The rep's hours, recipe, somebody started and two calls, one with a note for nobody else; gives with whom. */
async function workOf({ page, server }: Opened): Promise<string> {
  const [person = ""] = await addPeople(page, [
    {
      name: "Fatima Okafor",
      company: "Vantage Freight",
      phones: [{ number: "+442079460100" }],
      emails: [{ address: "f@example.com" }],
    },
  ]);
  const folder = mkdtempSync(join(tmpdir(), "touchstone-roles-"));
  writeFileSync(join(folder, "recipe.toml"), RECIPE);
  const rep = ["--rep", REP.name] as const;
  server.command("hours", "mon-fri", "09:00-11:00", ...rep);
  server.command("recipe", "save", join(folder, "recipe.toml"), ...rep);
  rmSync(folder, { recursive: true });
  server.command("start", "--cadence", "Cold", "--person", person, ...rep);
  await log(page, person, "Asked for the price list.", false);
  await log(page, person, SECRET, true);
  return person;
}

async function log(page: Page, person: string, note: string, isPrivate: boolean): Promise<void> {
  const id = await page.evaluate(() => crypto.randomUUID().replace(/^(.{14})./, "$17"));
  const body = { person, outcome: "no_answer", channel: "call", note, is_private: isPrivate };
  expect(await statusOf(page, "PUT", `/api/v1/activities/${id}`, body)).toBe(201);
}

/** "1 h 30 min" in minutes. */
function minutesIn(told: string): number {
  const [, hours = 0] = /(\d+) h/.exec(told) ?? [];
  const [, minutes = 0] = /(\d+) min/.exec(told) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

async function memberOf(page: Page): Promise<string> {
  return JSON.parse(await answered(page, "GET", "/api/v1/session")).member;
}

async function statusOf(page: Page, method: string, path: string, body?: unknown): Promise<number> {
  return (await asked(page, method, path, body)).status;
}

async function answered(page: Page, method: string, path: string): Promise<string> {
  return (await asked(page, method, path)).text;
}

/** Asks the API as somebody could who knows it, with the session of their page. */
function asked(page: Page, method: string, path: string, body?: unknown) {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(where, { method: how, headers, ...(what ? { body: what } : {}) });
      return { status: answer.status, text: await answer.text() };
    },
    [method, path, body === undefined ? "" : JSON.stringify(body)] as const,
  );
}
