import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import { Server } from "./server";

const CHROMIUM = process.env.TOUCHSTONE_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const SCREENSHOTS = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

/** Who signs in: the first admin of new data. */
export const MARA = {
  name: "Mara Holt",
  email: "mara@example.com",
  password: "kettle orbit maple 9",
};

/** The window of a desk, and of a phone. */
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The heading of a screen that has something to show. */
export const SCREEN = "#content h1:not([data-waiting])";

type OpenOptions = {
  now?: string;
  sample?: boolean;
  hasFront?: boolean;
  language?: "en" | "de";
  scheme?: "light" | "dark";
  window?: typeof DESK;
  /** Where the rep sits. */
  zone?: string;
};

/** A browser page at a server of its own, and what goes wrong in it. */
export type Opened = { page: Page; context: BrowserContext; server: Server; faults: string[] };

let browser: Browser | undefined;
const opened: Opened[] = [];

/** A browser as all stories use it. */
export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });
}

/** A page at the link that lets the first admin in. */
export async function openLink(options: OpenOptions = {}): Promise<Opened> {
  const server = new Server(options);
  await server.start();
  browser ??= await launch();
  const { language = "en", scheme = "light", window = DESK, zone = "Europe/Berlin" } = options;
  const context = await browser.newContext({
    viewport: window,
    locale: language === "en" ? "en-GB" : "de-DE",
    colorScheme: scheme,
    timezoneId: zone,
    hasTouch: window.width < 768,
    reducedMotion: "reduce",
    baseURL: server.url,
  });
  const page = await context.newPage();
  const one = { page, context, server, faults: faultsOf(page) };
  opened.push(one);
  await page.goto(server.link);
  return one;
}

/** A page of somebody who is signed in, on Today. */
export async function open(options: OpenOptions = {}): Promise<Opened> {
  const one = await openLink(options);
  await comeIn(one.page, MARA);
  return one;
}

/** The same person in a browser that has seen nothing of the page yet. */
export async function openAgain(one: Opened, window: typeof DESK = DESK): Promise<Opened> {
  const cookies = await one.context.cookies();
  return openBeside(one, { viewport: window, storageState: { cookies, origins: [] } });
}

/** Somebody else, in a browser of their own, who comes in by a link that they were sent. */
export async function openInvited(one: Opened, link: string, who: typeof MARA): Promise<Opened> {
  const theirs = await openBeside(one, { viewport: DESK });
  await theirs.page.goto(link);
  await comeIn(theirs.page, who);
  return theirs;
}

async function openBeside(one: Opened, options: BrowserContextOptions): Promise<Opened> {
  if (browser === undefined) throw new Error("nobody has opened a page before");
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    hasTouch: (options.viewport?.width ?? DESK.width) < 768,
    reducedMotion: "reduce",
    baseURL: one.server.url,
    ...options,
  });
  const page = await context.newPage();
  const beside = { page, context, server: one.server, faults: faultsOf(page) };
  opened.push(beside);
  return beside;
}

/** A page in a browser whose profile lies in a folder: what it keeps outlives it. */
export async function openProfile({ server }: Pick<Opened, "server">, folder: string) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: DESK,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    baseURL: server.url,
  });
  const [page = await context.newPage()] = context.pages();
  return { page, context, server, faults: faultsOf(page) };
}

/** Fills in who comes in by a link, and waits for Today. */
async function comeIn(page: Page, { name, email, password }: typeof MARA): Promise<void> {
  await page.locator("[autocomplete=name]").fill(name);
  await page.locator("[autocomplete=username]").fill(email);
  await page.locator("[autocomplete=new-password]").fill(password);
  await page.keyboard.press("Enter");
  await page.locator(SCREEN).waitFor();
}

/** What axe finds wrong on the page as it is now, at rest: nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page);
  // Handed over as text: the policy of the page lets no script of another in.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document);
    return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`);
  });
  expect(found).toEqual([]);
}

/** Waits until nothing changes its looks any more: a colour on its way to another is neither. What turns for ever may. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === "running" && effect?.getComputedTiming().endTime !== Infinity;
      });
    // The page hears of another window or scheme in the next picture, and begins to change in that.
    for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
    for (let some = moving(); some.length > 0; some = moving()) {
      await Promise.allSettled(some.map(({ finished }) => finished));
    }
  });
}

/** Waits until the worker has the files of the page and serves them. */
export async function keptOffline({ page }: Pick<Opened, "page">): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    });
  });
}

/** Keeps a picture of the page in `target/screenshots`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, animations: "disabled" });
}

/** Walks with Tab until something of this name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, name: string | RegExp, longest = 60): Promise<void> {
  const seen: string[] = [];
  for (let n = 0; n < longest; n += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      const labels = at !== null && "labels" in at ? (at as HTMLInputElement).labels : undefined;
      // A field that has to be filled in says so with a star.
      const label = labels?.[0]?.textContent?.replace(/ \*$/, "");
      const text = at === document.body ? "the page" : at?.textContent?.trim().slice(0, 60);
      return at?.getAttribute("aria-label") ?? label ?? text ?? "";
    });
    if (typeof name === "string" ? focused === name : name.test(focused)) return;
    seen.push(focused);
  }
  throw new Error(`Tab never came to ${name}, but to: ${seen.join(", ")}`);
}

/** What goes wrong in a page: errors of scripts, and whatever its policy refused. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A refusal of the API is told in the console too; it is for the story to say whether it was meant.
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isAnswer) faults.push(message.text());
  });
  return faults;
}

afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults);
  for (const { context, server } of opened.splice(0)) {
    await context.close();
    await server.stop();
  }
  expect(faults).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: cargo xtask page installs it`);
