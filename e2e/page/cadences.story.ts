import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, PHONE, screenshot, tabTo } from "./harness";
import { openReady } from "./ready";

/** Name, touches, working days and minutes of those that a workspace is born with. */
const STARTERS = [
  ["Cold", "8", "21", "33 min"],
  ["Referral", "4", "10", "18 min"],
  ["Trade show", "6", "15", "25 min"],
];

test("three cadences to begin with are there, each written in English and German", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences");
  await page.getByRole("link", { name: "Cold", exact: true }).waitFor();
  const rows = await page.locator("tbody tr").all();
  const told = await Promise.all(
    rows.map((row) => row.locator("th, td:nth-of-type(-n+3)").allTextContents()),
  );
  expect(told).toEqual(STARTERS);
  const scripts = await page.evaluate(async () => {
    const { cadences } = await (await fetch("/api/v1/cadences")).json();
    const languages = new Set<string>();
    for (const { id } of cadences) {
      const { steps, warnings } = await (await fetch(`/api/v1/cadences/${id}`)).json();
      for (const step of steps) languages.add(Object.keys(step.scripts).sort().join());
      for (const warning of warnings) languages.add(warning);
    }
    return [...languages];
  });
  expect(scripts).toEqual(["de,en"]);
});

test("the list of cadences is gone through and opened by keys", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences");
  const rows = page.locator("tbody tr");
  await rows.first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await rows.nth(1).getAttribute("data-at")).toBe("true");
  await page.keyboard.press("k");
  const name = await rows.first().getByRole("rowheader").textContent();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: name ?? "" }).waitFor();
});

test("a cadence of one's own is made by keys alone; one that trails off is not saved, and says why", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences");
  await tabTo(page, "New cadence");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "New cadence" }).waitFor();
  await tabTo(page, "Name");
  await page.keyboard.type("Old clients");
  // Nobody is asked why there is one touch before they could add the second.
  expect(await page.getByLabel("Why only 1 touch?").count()).toBe(0);
  await tabTo(page, "Asks for");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await tabTo(page, "Save cadence");
  await page.keyboard.press("Enter");
  await page.getByText("The last touch asks for something, or parts well.").waitFor();
  await page.getByText("1 touch: 3 to 8 are usual", { exact: false }).waitFor();
  expect(await page.getByLabel("Asks for").evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  expect(await page.getByLabel("Name").inputValue()).toBe("Old clients");
  await expectAccessible(page);
  await page.getByLabel("Asks for").selectOption("meeting");
  await page.getByLabel("Name").press("Enter");
  await page.getByText("Say why.", { exact: true }).waitFor();
  const why = page.getByLabel("Why only 1 touch?");
  expect(await why.evaluate((it) => it === document.activeElement)).toBe(true);
  await expectAccessible(page);
  await page.keyboard.type("They know me");
  await page.getByLabel("Name").press("Enter");
  await page.getByText("Old clients is saved as version 1.", { exact: false }).waitFor();
  await page.getByText("Why: They know me").waitFor();
  await screenshot(page, "cadence-why");
});

test("two touches that give the same, and an e-mail that gives nothing, are pointed out while typing", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences/new");
  for (let n = 0; n < 2; n += 1) await page.getByRole("button", { name: "Add a touch" }).click();
  const touch = (n: number) => page.getByRole("group", { name: `Touch ${n}`, exact: true });
  for (const n of [1, 3]) {
    await touch(n).getByLabel("Gives").selectOption("fact");
    await touch(n).getByLabel("What it gives, in words").fill("Plants like yours save 12%");
  }
  await page.getByText("Touches 1 and 3 give the same.").waitFor();
  await touch(2).getByLabel("Channel").selectOption("email");
  await page.getByText("Touch 2 is an e-mail that gives nothing.", { exact: false }).waitFor();
  await touch(3).getByLabel("What it gives, in words").fill("A plant near you");
  await page.getByText("Touches 1 and 3 give the same.").waitFor({ state: "detached" });
});

test("what is pointed out while typing is what the server points out once it is saved, and nine touches ask why", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences/new");
  await page.getByLabel("Name").fill("Long");
  for (let n = 0; n < 8; n += 1) await page.getByRole("button", { name: "Add a touch" }).click();
  const touch = (n: number) => page.getByRole("group", { name: `Touch ${n}`, exact: true });
  for (const [n, text] of [
    [2, "Plants save 12%."],
    [5, "plants SAVE 12"],
  ] as const) {
    await touch(n).getByLabel("Gives").selectOption("case");
    await touch(n).getByLabel("What it gives, in words").fill(text);
  }
  await touch(3).getByLabel("Channel").selectOption("email");
  const pointed = page.getByRole("alert").getByRole("listitem");
  await page.getByText("Touches 2 and 5 give the same.").waitFor();
  const typed = (await pointed.allTextContents()).sort();
  expect(typed).toHaveLength(3);
  expect(await page.locator("figure").getByText("36 min").count()).toBe(1);
  await page.getByLabel("Why 9 touches?").fill("A long list");
  await page.getByRole("button", { name: "Save cadence" }).click();
  await page.getByText("Long is saved as version 1.", { exact: false }).waitFor();
  await page.getByRole("heading", { level: 1, name: "Long" }).waitFor();
  expect((await pointed.allTextContents()).sort()).toEqual(typed);
});

test("whoever reads German writes the scripts in German, and in a second language where they say so", async () => {
  const { page } = await openReady({ people: 0, started: 0, language: "de", window: PHONE });
  await page.goto("/cadences/new");
  await page.getByLabel("Name").fill("Altkunden");
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await page.getByLabel("Was gesagt wird (DE)").fill("Guten Tag, hier ist Mara Holt.");
  const languages = page.getByRole("group", { name: "Texte gibt es auf" });
  await languages.getByText("Polnisch").click();
  await page.getByLabel("Was gesagt wird (PL)").fill("Dzień dobry");
  // What something is written in stays.
  expect(await languages.getByLabel("Deutsch").isDisabled()).toBe(true);
  await expectAccessible(page);
  await screenshot(page, "cadence-languages-german-phone");
  await page.getByRole("button", { name: "Kontaktfolge speichern" }).click();
  await page.getByLabel("Warum nur 1 Kontaktversuch?").fill("Sie kennen mich");
  await page.getByRole("button", { name: "Kontaktfolge speichern" }).click();
  await page.getByText("Altkunden ist als Fassung 1 gespeichert.", { exact: false }).waitFor();
  const written = await page.evaluate(async () => {
    const { cadences } = await (await fetch("/api/v1/cadences")).json();
    const { id } = cadences.find((it: { name: string }) => it.name === "Altkunden");
    return Object.keys((await (await fetch(`/api/v1/cadences/${id}`)).json()).steps[0].scripts);
  });
  expect(written.sort()).toEqual(["de", "pl"]);
});

test("a touch is moved by keys and from its menu, copied, and removed with a way back", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/cadences");
  await page.getByRole("link", { name: "Referral", exact: true }).click();
  const minutes = () =>
    page
      .getByLabel("Minutes")
      .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
  const last = page.getByRole("group", { name: "Touch 4" }).getByLabel("Minutes");
  await last.fill("17");
  expect(await minutes()).toEqual(["6", "4", "4", "17"]);
  await page.keyboard.press("Alt+ArrowUp");
  expect(await minutes()).toEqual(["6", "4", "17", "4"]);
  const moved = page.getByRole("group", { name: "Touch 3" });
  expect(await moved.getByLabel("Minutes").evaluate((it) => it === document.activeElement)).toBe(
    true,
  );
  await choose(page, 3, "Move up");
  await expect.poll(minutes).toEqual(["6", "17", "4", "4"]);
  await choose(page, 2, "Copy this touch");
  await expect.poll(minutes).toEqual(["6", "17", "17", "4", "4"]);
  await page.getByRole("button", { name: "More for touch 1", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "cadence-menu");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect.poll(minutes).toEqual(["17", "17", "4", "4"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(minutes).toEqual(["6", "17", "17", "4", "4"]);
});

test("a cadence is read as a real person would get it, and an earlier version is taken up again", async () => {
  const { page } = await openReady({ people: 2, started: 0 });
  await page.goto("/cadences");
  await page.getByRole("link", { name: "Referral", exact: true }).click();
  await page.getByLabel("Person to see it for").fill("Number01");
  await page.getByRole("button", { name: /Number01/ }).click();
  await page.getByText(/Ada/).first().waitFor();
  await choose(page, 2, "Remove");
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await page.getByText("Referral is saved as version 2.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Take version 1 again" }).click();
  await page.getByRole("group", { name: "Touch 4" }).waitFor();
  await page.getByRole("button", { name: "Save as version 3" }).click();
  await page.getByText("Referral is saved as version 3.", { exact: false }).waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`cadences are accessible in ${scheme}: the list, a new one with what is wrong, on a phone`, async () => {
    const { page } = await openReady({ scheme, people: 0, started: 0 });
    await page.goto("/cadences");
    await page.getByRole("link", { name: "Cold", exact: true }).waitFor();
    await expectAccessible(page);
    await screenshot(page, `cadences-${scheme}`);
    await page.goto("/cadences/new");
    await page.getByLabel("Name").fill("Short");
    await page.getByLabel("Asks for").selectOption("nothing");
    await page.getByLabel("Name").press("Enter");
    await page.getByText("The last touch asks for something, or parts well.").waitFor();
    await expectAccessible(page);
    await screenshot(page, `cadence-new-${scheme}`);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}

test("a cadence is taken out of use and back; what became of those who were started is told beside it", async () => {
  const { page } = await openReady({ people: 8, started: 6 });
  await page.goto("/cadences");
  const row = page.locator("tbody tr", { hasText: "Cold" });
  // Of six it is too early to tell a share: how many ended, and how many met, are told as counts.
  await expect.poll(() => row.getByText("0 of 6").count()).toBe(2);
  await expectAccessible(page);
  await screenshot(page, "cadences-results");
  await row.getByRole("link", { name: "Cold", exact: true }).click();
  await page.getByRole("button", { name: "Take out of use" }).click();
  await page.getByText("Cold is out of use. Who runs on it goes on.").waitFor();
  await page.getByRole("button", { name: "Use again" }).waitFor();
  expect(await page.getByRole("link", { name: "Start people" }).count()).toBe(0);
  await page.getByRole("link", { name: "All cadences" }).click();
  await page.getByRole("heading", { name: "Out of use" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "cadences-retired");
  await page.goto("/plan?cadence=Cold");
  await page.getByText(/^This cadence is out of use/).waitFor();
  const offered = await page.getByLabel("On", { exact: true }).locator("option").allTextContents();
  expect(offered.filter((it) => it.startsWith("Cold"))).toEqual([]);
  await page.goto("/cadences");
  await page.getByRole("button", { name: "Use again: Cold" }).click();
  await page.getByText("Cold is in use again.").waitFor();
  await page.getByRole("link", { name: "Start people on Cold" }).waitFor();
});

test("on a phone in German the list of cadences stays inside its card", async () => {
  const { page } = await openReady({ language: "de", window: PHONE, people: 8, started: 6 });
  await page.goto("/cadences");
  await page.getByRole("link", { name: "Cold", exact: true }).waitFor();
  const room = await page.locator("table").evaluate((it) => {
    const card = it.parentElement?.getBoundingClientRect().right ?? 0;
    return card - it.getBoundingClientRect().right;
  });
  expect(room).toBeGreaterThanOrEqual(0);
  await expectAccessible(page);
});

/** Chooses what is done with a touch from its menu. */
async function choose(page: Page, n: number, deed: string): Promise<void> {
  await page.getByRole("button", { name: `More for touch ${n}`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: deed }).click();
}
