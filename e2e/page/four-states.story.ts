import type { Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import { DESK, expectAccessible, PHONE, screenshot } from "./harness";
import { openReady } from "./ready";

const ANSWERS = "**/api/v1/**";
/** What the frame itself asks, whatever the screen: who is signed in, and as whom the page speaks. */
const OF_THE_FRAME = /\/api\/v1\/(?:me|session|sessions|sign_in)\b/;
const FAILED = { status: 500, contentType: "application/problem+json", body: "{}" };

for (const scheme of ["light", "dark"] as const) {
  test(`each screen says that it is loading, then that it could not be read, accessibly in ${scheme}, and comes when it is asked again`, async () => {
    const { page } = await openReady({ scheme, people: 6, started: 2 });
    for (const [name, place] of Object.entries(await places(page))) {
      const release = await holdAnswers(page);
      await page.goto(place);
      await page.getByRole("status", { name: "Loading" }).first().waitFor();
      await look(page, `${name}-loading-${scheme}`);
      await release();
      const again = page.getByRole("alert").getByRole("button", { name: "Try again" });
      await again.first().waitFor();
      await look(page, `${name}-failed-${scheme}`);
      await page.unroute(ANSWERS);
      await askAgain(page);
      expect([name, await again.count()]).toEqual([name, 0]);
    }
  });
}

/** Where each screen is, with somebody, a company and a cadence that are there. */
async function places(page: Page): Promise<Record<string, string>> {
  const [person, company, cadence] = await page.evaluate(async () =>
    Promise.all(
      ["people", "companies", "cadences"].map(async (list) => {
        const told = await (await fetch(`/api/v1/${list}`)).json();
        return told[list][0].id as string;
      }),
    ),
  );
  return {
    today: "/",
    people: "/people",
    person: `/people/${person}`,
    companies: "/companies",
    company: `/companies/${company}`,
    duplicates: "/duplicates",
    cadences: "/cadences",
    cadence: `/cadences/${cadence}`,
    plan: "/plan",
    calendar: "/plan/calendar",
    cookbook: "/cookbook",
    team: "/team",
    settings: "/settings",
  };
}

/** Keeps back what a screen asks, until it is released: then each answer is a failure. */
async function holdAnswers(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route(ANSWERS, async (route) => {
    if (route.request().method() !== "GET" || OF_THE_FRAME.test(route.request().url())) {
      return route.fallback();
    }
    if (isHeld) held.push(route);
    else await route.fulfill(FAILED);
  });
  return async () => {
    isHeld = false;
    await Promise.all(held.map((route) => route.fulfill(FAILED)));
  };
}

/** Presses what asks again, part by part: what comes may hold parts that could not be read either. */
async function askAgain(page: Page): Promise<void> {
  const again = page.getByRole("button", { name: "Try again" });
  for (let n = 0; n < 10 && (await again.count()) > 0; n += 1) {
    const pressed = await again.first().elementHandle();
    await pressed?.click();
    await pressed?.waitForElementState("hidden");
  }
}

/** Accessible in both windows, and no wider than a phone. */
async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect([name, width]).toEqual([name, PHONE.width]);
  await page.setViewportSize(DESK);
}
