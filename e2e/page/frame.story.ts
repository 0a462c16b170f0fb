import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  DESK,
  expectAccessible,
  open,
  openAgain,
  openLink,
  PHONE,
  SCREEN,
  screenshot,
  tabTo,
} from "./harness";
import { vitals, watchVitals } from "./vitals";

test("the frame is used without a mouse: past the navigation, into the command box, and back", async () => {
  const { page } = await open();
  await page.locator("body").press("Tab");
  await page.getByRole("link", { name: "Skip to content" }).waitFor();
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#content");
  await page.keyboard.press("Control+k");
  const box = page.getByRole("dialog");
  await box.getByRole("combobox").waitFor();
  await page.keyboard.type("keys");
  await box
    .getByRole("option", { name: /Keys|keyboard/i })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByRole("heading", { level: 3 }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await tabTo(page, /^Account of/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign out" }).waitFor();
});

test("in German every place has its German name, and the choice stays", async () => {
  const { page } = await open({ language: "de" });
  await page.getByRole("navigation").getByRole("link", { name: "Heute" }).first().waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  await page.getByRole("button", { name: /Konto von/ }).click();
  await page.getByText("English", { exact: true }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().waitFor();
  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().waitFor();
});

for (const [device, window] of Object.entries({ desk: DESK, phone: PHONE })) {
  test(`at a ${device} the frame stands before the scripts are there, and nothing moves when they take over`, async () => {
    const one = await open();
    const { page } = await openAgain(one, window);
    await watchVitals(page);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/assets/*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "commit" });
    const first = page.locator(".opening");
    await first.waitFor();
    await screenshot(page, `opening-${device}`);
    const before = await placeOfName(page);
    letGo();
    await page.locator(SCREEN).waitFor();
    await first.waitFor({ state: "detached" });
    expect(await placeOfName(page)).toEqual(before);
    expect((await vitals(page)).cls).toBe(0);
  });
}

test("what comes after the first screen comes when the server is back, and the screen stands till then", async () => {
  const { page, faults } = await openAgain(await open());
  let isAway = true;
  await page.route("**/assets/account-menu-*", (route) =>
    isAway ? route.abort() : route.continue(),
  );
  const failed = page.waitForEvent("requestfailed");
  await page.goto("/");
  await failed;
  await page.locator(SCREEN).waitFor();
  expect(await page.getByRole("button", { name: /Account of/ }).count()).toBe(0);
  isAway = false;
  await page.getByRole("button", { name: /Account of/ }).waitFor();
  expect(faults).toEqual([]);
});

test("the front door opens without a frame", async () => {
  const { page } = await openLink();
  await page.route("**/assets/*.js", () => undefined);
  for (const path of ["/sign-in", "/#/welcome/a-secret"]) {
    await page.goto("about:blank");
    await page.goto(path, { waitUntil: "commit" });
    await page.locator(".opening").waitFor({ state: "attached" });
    expect(await page.locator(".opening").isVisible()).toBe(false);
  }
});

/** Where the name of the product stands, and how large. */
function placeOfName(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()?.textContent !== "Touchstone");
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x, y, width, height];
  });
}

test("on a phone the places are at the bottom, and nothing reaches over the edge", async () => {
  const { page } = await open({ window: PHONE });
  const today = page.getByRole("navigation").getByRole("link", { name: "Today" }).last();
  const place = await today.boundingBox();
  expect(place?.y).toBeGreaterThan(PHONE.height / 2);
  expect(place?.height).toBeGreaterThanOrEqual(44);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
});

test("what is chosen of a few is 44 pixels high for a thumb, and no higher than before for a mouse", async () => {
  const one = await open({ window: PHONE });
  expect(await heightsOfChoices(one.page)).toBeGreaterThanOrEqual(44);
  await screenshot(one.page, "choices-phone");
  const desk = await openAgain(one);
  expect(await heightsOfChoices(desk.page)).toBeLessThan(40);
});

/** The least height of what can be chosen in Settings, where it is one of a few. */
async function heightsOfChoices(page: Page): Promise<number> {
  await page.goto("/settings?part=place");
  const choices = page.getByRole("radiogroup").locator("label");
  await choices.first().waitFor();
  const boxes = await Promise.all((await choices.all()).map((choice) => choice.boundingBox()));
  return Math.min(...boxes.map((box) => box?.height ?? 0));
}

for (const scheme of ["light", "dark"] as const) {
  test(`the frame and its dialogs are accessible in ${scheme}, at a desk and on a phone`, async () => {
    const { page } = await open({ scheme });
    await expectAccessible(page);
    await screenshot(page, `frame-${scheme}`);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `frame-phone-${scheme}`);
  });
}
