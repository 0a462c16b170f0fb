import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, expectAccessible, PHONE, SCREEN, tabTo } from "./harness";
import { openReady } from "./ready";

test("Plan by keys alone: asked, answered, started", async () => {
  const { page } = await openReady({ people: 10, started: 0 });
  await go(page, "l", "Plan");
  await tabTo(page, "Can I start");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("3");
  await page.getByRole("heading", { name: /^Yes, all 3 can start\./ }).waitFor();
  await tabTo(page, "Start 3");
  await page.keyboard.press("Enter");
  await page.getByText("3 started on Cold.").waitFor();
});

test("the Cookbook by keys alone: a recipe is picked, its parts are walked through", async () => {
  const { page } = await openReady({ people: 2, started: 0 });
  await go(page, "k", "Cookbook");
  await page.getByRole("button", { name: /^Phone first/ }).waitFor();
  await tabTo(page, /^Phone first/);
  await page.keyboard.press("Enter");
  await page.getByText("Conversations", { exact: true }).first().waitFor();
  await tabTo(page, "Recipe");
  for (const part of ["What counted", "Evenness", "Finished", "Versions"]) {
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: part, selected: true }).waitFor();
  }
});

test("Team by keys alone: help is asked for", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await go(page, "e", "Team");
  await tabTo(page, "What do you want help with?");
  await page.keyboard.type("Nobody answers before ten.");
  await tabTo(page, "Ask");
  await page.keyboard.press("Enter");
  await page.getByText("Your question is on its way.").waitFor();
  await page.getByText("Nobody answers before ten.").first().waitFor();
});

test("Settings by keys alone: a token is made for a program", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await go(page, "s", "Settings");
  await page.goto("/settings?part=you");
  await page.getByRole("button", { name: /Make/ }).first().waitFor();
  await tabTo(page, "Name");
  await page.keyboard.type("Export of the night");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I have it" }).waitFor();
  await tabTo(page, "I have it");
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: "Export of the night", exact: true }).waitFor();
});

const PLACES = {
  work: ["/", "/plan", "/plan/calendar", "/cadences"],
  score: [
    "/cookbook",
    "/cookbook?part=reading",
    "/cookbook?part=consistency",
    "/cookbook?part=finished",
    "/cookbook?part=versions",
    "/team",
    "/settings",
  ],
};

for (const scheme of ["light", "dark"] as const) {
  for (const [what, places] of Object.entries(PLACES)) {
    for (const people of [0, 12]) {
      const how = people === 0 ? "empty" : "full";
      test(`axe finds nothing on ${how} screens of the ${what} in ${scheme}, at a desk and on a phone`, async () => {
        const { page } = await openReady({ scheme, people, started: people / 2 });
        for (const place of places) {
          await page.goto(place);
          await page.locator(SCREEN).first().waitFor();
          await page.waitForLoadState("networkidle");
          await expectAccessible(page);
          await page.setViewportSize(PHONE);
          await expectAccessible(page);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect([place, width]).toEqual([place, PHONE.width]);
          await page.setViewportSize(DESK);
        }
      });
    }
  }
}

test("in German the record tells in German what was done, and the plan what somebody lacks", async () => {
  const { page } = await openReady({ language: "de", people: 0, started: 0 });
  await page.evaluate(async () => {
    const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "Ohne Nummer" });
    await fetch(`/api/v1/people/${id}`, { method: "PUT", headers, body });
  });
  await page.goto("/plan?n=1");
  await page.getByText("1 kann nicht beginnen", { exact: false }).click();
  await page.getByText(/Kontaktversuch 1 ist nicht möglich\. Braucht eine Nummer/).waitFor();
  await page.getByText(/^1: Braucht eine Nummer\. Importiere Nummern/).waitFor();
  await page.goto("/settings?part=system");
  await page.getByText("Person: hinzugefügt").first().waitFor();
  await page.getByText("Stunden: festgelegt").first().waitFor();
});

/** Goes to a screen by its two keys. */
async function go(page: Page, key: string, name: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press(key);
  await page.getByRole("heading", { level: 1, name }).waitFor();
}
