import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { guardIsOver } from "./calls";
import { expectAccessible, type Opened, PHONE, screenshot } from "./harness";
import { addPeople } from "./people";
import { openReady } from "./ready";

const ADA = {
  name: "Ada Quill",
  company: "Quill & Sons",
  emails: [{ address: "ada@quill.example" }],
  phones: [{ number: "+44 20 7946 0100" }],
  profiles: ["https://social.example/ada"],
  addresses: [{ street: "1 High Street", city: "London", country: "GB" }],
};
const WORDS = "Dear {{ name }},\\nhalf a minute? 50% & more";

test("an e-mail opens the mail program with the step filled in, is copied too, and is filed by one key", async () => {
  const { page } = await withFirst("email");
  const link = page.getByRole("article").locator("a[href^='mailto:']");
  const href = new URL((await link.getAttribute("href")) ?? "");
  expect(href.pathname).toBe("ada@quill.example");
  expect(href.searchParams.get("subject")).toBe("For Quill & Sons");
  expect(href.searchParams.get("body")).toBe("Dear Ada Quill,\r\nhalf a minute? 50% & more");
  await page.getByRole("button", { name: "Copy text" }).click();
  expect(await clipboard(page)).toBe("Dear Ada Quill,\nhalf a minute? 50% & more");
  await expectAccessible(page);
  await screenshot(page, "block-email");
  expect(await opensOnEnter(page)).toEqual([href.href]);
  await page.getByRole("button", { name: /Out of office/ }).waitFor();
  await fileAs(page, "1");
  expect(await filedOn(page)).toEqual(["email"]);
});

test("a profile is opened and the text lies ready to be pasted", async () => {
  const { page } = await withFirst("social");
  expect(await opensOnEnter(page)).toEqual(["https://social.example/ada"]);
  expect(await clipboard(page)).toBe("Dear Ada Quill,\nhalf a minute? 50% & more");
  await fileAs(page, "1");
  expect(await filedOn(page)).toEqual(["social"]);
});

test("a text message opens with the number and what to say", async () => {
  const { page } = await withFirst("text");
  const [opened] = await opensOnEnter(page);
  expect(opened).toMatch(/^sms:\+442079460100\?body=Dear%20Ada%20Quill/);
  await fileAs(page, "2");
  expect(await filedOn(page)).toEqual(["text"]);
});

test("a call is dialled from a number that is read from afar, also on a phone", async () => {
  const { page } = await withFirst("call");
  const number = page.getByRole("article").getByText("+44 20 7946 0100");
  expect(await sizeOf(number)).toBeGreaterThanOrEqual(20);
  await page.setViewportSize(PHONE);
  expect(await sizeOf(number)).toBeGreaterThanOrEqual(20);
  expect(await opensOnEnter(page)).toEqual(["tel:+442079460100"]);
});

test("what is done away from the screen is filed there: a letter and a visit", async () => {
  for (const channel of ["letter", "walk_in"] as const) {
    const { page } = await withFirst(channel);
    await page.getByRole("article").waitFor();
    await page
      .getByText(/1 High Street/)
      .first()
      .waitFor();
    await fileAs(page, "1");
    expect(await filedOn(page)).toEqual([channel]);
  }
});

/** Somebody whose first touch goes by this channel, in a block. */
async function withFirst(channel: string): Promise<Opened> {
  const one = await openReady({ people: 0, started: 0 });
  const { page, context, server } = one;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(noteOpened);
  const [ada] = await addPeople(page, [ADA]);
  const folder = mkdtempSync(join(tmpdir(), "touchstone-channel-"));
  writeFileSync(join(folder, "cadence.toml"), cadence(channel));
  server.command("cadence", "add", join(folder, "cadence.toml"));
  rmSync(folder, { recursive: true });
  server.command("start", "--cadence", "First", "--person", ada ?? "");
  await page.goto("/");
  await page.getByRole("heading", { name: "Next up" }).waitFor();
  await page.keyboard.press(".");
  await page.getByRole("article", { name: "Ada Quill" }).waitFor();
  return one;
}

function cadence(first: string): string {
  const step = (channel: string, gap: number) => `
[[steps]]
channel = "${channel}"
minutes = 4
gap = ${gap}
window = 2
asks = "meeting"
gives = { kind = "fact", text = "Something of ${channel} ${gap}" }
[steps.scripts.en]
subject = "For {{ company }}"
body = "${WORDS}"
`;
  return `name = "First"\nlanguages = ["en"]\n${step(first, 0)}${step("call", 2)}${step("email", 3)}`;
}

/** Notes what a link would open outside of the page, and opens nothing. */
function noteOpened(): void {
  const opened: string[] = [];
  Reflect.set(window, "opened", opened);
  window.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const href = link?.getAttribute("href") ?? "";
    if (href === "" || href.startsWith("/")) return;
    event.preventDefault();
    opened.push(href);
  });
}

/** What Enter opens. */
async function opensOnEnter(page: Page): Promise<string[]> {
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("Enter");
  return page.evaluate(() => Reflect.get(window, "opened"));
}

async function fileAs(page: Page, digit: string): Promise<void> {
  await guardIsOver(page);
  await page.keyboard.press(digit);
  await page.getByRole("heading", { name: "Block done" }).waitFor();
  await page.getByText("All saved").waitFor();
}

/** By which channels something was filed. */
function filedOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { activities } = await (await fetch("/api/v1/activities")).json();
    return activities.map((it: { channel: string }) => it.channel);
  });
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

function sizeOf(text: ReturnType<Page["locator"]>): Promise<number> {
  return text.first().evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
}
