import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot } from "./harness";
import { openReady } from "./ready";
import { send, TWO_CALLS } from "./send";

test("on an empty place the first steps are all there is, until they are put away", async () => {
  const { page } = await open();
  await page.getByRole("heading", { name: "First steps" }).waitFor();
  expect(await page.getByRole("button", { name: /Close the day/ }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Set your hours" }).count()).toBe(0);
  await expectAccessible(page);
  await screenshot(page, "first-run-empty");
  await page.getByRole("button", { name: "Put away" }).click();
  await page.getByRole("button", { name: "Set your hours" }).waitFor();
  await page.keyboard.press("z");
  await page.getByRole("heading", { name: "First steps" }).waitFor();
});

test("the first prospects are started, and that is taken back like everything else", async () => {
  const { page } = await openReady({ people: 8, started: 0 });
  await page.getByRole("button", { name: "Skip for now" }).click();
  await page.getByRole("button", { name: "Start 8" }).click();
  await page.getByRole("article").waitFor();
  await page.getByText("8 are started.").waitFor();
  await page.keyboard.press("z");
  await page.getByText(/8 starts are taken back/).waitFor();
  await page.getByText("Nothing is due now").waitFor();
  await page.goto("/people?standing=lead");
  await expect.poll(() => page.getByRole("grid").getByRole("row").count()).toBe(9);
});

test("without a recipe nothing is asked for that is not there", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  const refused = refusalsOf(page);
  await page.reload();
  await page.getByRole("heading", { name: "First steps" }).waitFor();
  await page.goto("/cookbook");
  await page.getByRole("heading", { name: "No recipe yet" }).waitFor();
  for (const part of await page.getByRole("tab").all()) {
    await part.click();
    await expect.poll(() => page.locator(".mantine-Skeleton-root").count()).toBe(0);
  }
  expect(refused).toEqual([]);
});

test("without hours nothing is asked that only a plan can answer, and each screen says what is missing", async () => {
  const { page } = await openReady({ people: 3, started: 0 });
  await send(page, "PUT", "/api/v1/calendar/hours", { hours: "off" });
  // What the page before asked for does not count.
  await page.goto("about:blank");
  const refused = refusalsOf(page);
  await expectHoursAsked(page);
  expect(refused).toEqual([]);
});

test("whoever takes their hours away keeps their recipe, and each screen asks for hours", async () => {
  const { page } = await openReady({ people: 3, started: 0 });
  await send(page, "POST", "/api/v1/recipe", { toml: TWO_CALLS });
  await send(page, "PUT", "/api/v1/calendar/hours", { hours: "off" });
  // What the page before asked for does not count.
  await page.goto("about:blank");
  const refused = refusalsOf(page);
  await expectHoursAsked(page);
  await page.goto("/cookbook");
  await page.getByRole("heading", { name: "Daily" }).waitFor();
  await page.getByText("Set your hours: they say").waitFor();
  await expectAccessible(page);
  expect(refused).toEqual([]);
});

test("what somebody says of their work shapes the first recipe, and nothing of it has to be said", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.getByRole("button", { name: "Skip for now" }).click();
  const phone = page.getByRole("button", { name: /^Phone first/ });
  await phone.getByText("15 Calls").waitFor();
  await page.getByLabel("Meetings held a month you want").fill("30");
  await phone.getByText("23 Calls").waitFor();
  await phone.getByText("6 Asks for a meeting").waitFor();
  await page.getByLabel("Calls you make on a normal day").fill("15");
  await phone.getByText("15 Calls").waitFor();
  await phone.getByText(/enough for about 20/).waitFor();
  await page.getByLabel("First e-mails on a normal day").fill("2");
  await page
    .getByRole("button", { name: /^Active and passive/ })
    .getByText("2 First e-mails")
    .waitFor();
  await expectAccessible(page);
  await screenshot(page, "first-run-questions");
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await screenshot(page, "first-run-questions-phone");
  await phone.click();
  const strip = page.getByRole("region", { name: "Recipe" });
  await strip.getByRole("button", { name: /Calls 0 \/ 15/ }).waitFor();
  await page.goto("/cookbook");
  await page.getByRole("heading", { name: "Phone first: 30 meetings a month" }).waitFor();
});

/** What is refused from now on. */
function refusalsOf(page: Page): string[] {
  const refused: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  return refused;
}

/** Goes to each screen that plans, and finds what it says where there are no hours. */
async function expectHoursAsked(page: Page): Promise<void> {
  for (const [path, told] of [
    ["/", "No prospecting hours are set."],
    ["/plan", "Tell us your prospecting hours"],
    ["/cookbook?part=consistency", "Set your hours: they say"],
  ] as const) {
    await page.goto(path);
    await page.locator("#content").getByText(told).first().waitFor();
    await expect.poll(() => page.locator(".mantine-Skeleton-root").count()).toBe(0);
  }
}
