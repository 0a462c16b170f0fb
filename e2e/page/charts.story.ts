import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { screenshot } from "./harness";
import { openReady, TUESDAY } from "./ready";
import { send, TWO_CALLS } from "./send";

/** What a drawing must differ from what it is drawn on. */
const CONTRAST = 3;

for (const scheme of ["light", "dark"] as const) {
  test(`in ${scheme} the chart of Plan has a bar for each day with minutes, its line and its legend`, async () => {
    const { page } = await openReady({ scheme, people: 60, started: 12 });
    await page.goto("/plan?n=20");
    await page.getByRole("heading", { name: /20 can start/ }).waitFor();
    const chart = page.locator("#plan-chart");
    const bars = chart.locator(".recharts-bar-rectangle path");
    // The room and the chart follow the answer when there is time for them: both are read anew until the new minutes are in.
    await expect
      .poll(async () => {
        const { promised, added } = await cellsOf(page);
        return { hasNew: added > 0, missing: promised + added - (await painted(bars)) };
      })
      // As many as there are days with promised minutes, and as many again as there are days with new ones.
      .toEqual({ hasNew: true, missing: 0 });
    expect(await poorest(bars, "fill")).toBeGreaterThanOrEqual(CONTRAST);
    const line = chart.locator(".recharts-line-curve");
    expect(await poorest(line, "stroke")).toBeGreaterThanOrEqual(CONTRAST);
    const legend = chart.locator(".recharts-legend-wrapper");
    for (const name of ["Hours", "New", "Promised"]) {
      expect(await legend.getByText(name, { exact: true }).count()).toBe(1);
    }
    await chart.scrollIntoViewIfNeeded();
    await screenshot(page, `chart-plan-${scheme}`);
  });

  test(`in ${scheme} the strips and bars of Today and the Cookbook are painted as their numbers say`, async () => {
    const { page } = await openReady({ scheme, people: 12, started: 6 });
    for (let n = 0; n < 3; n += 1) await callOn(page, "2026-11-23T10:00:00Z");
    await callOn(page, TUESDAY);
    await page.goto("/cookbook?part=consistency");
    const columns = page.getByRole("list", { name: /working day/ }).locator("[data-met]");
    await columns.first().waitFor({ state: "attached" });
    // The three calls of Monday; today is not over.
    expect(await painted(columns)).toBe(1);
    expect(await poorest(columns, "background-color")).toBeGreaterThanOrEqual(CONTRAST);
    await screenshot(page, `chart-strip-${scheme}`);

    await send(page, "POST", "/api/v1/recipe", { toml: TWO_CALLS });
    await page.goto("/cookbook");
    const spans = page.locator("#content button", { hasText: "of 2" });
    await spans.first().waitFor();
    const done = spans.first().locator("[style*=width]");
    expect(await poorest(done, "background-color")).toBeGreaterThanOrEqual(CONTRAST);
    expect(await share(done)).toBeCloseTo(0.5, 1);
    await screenshot(page, `chart-progress-${scheme}`);

    await page.goto("/");
    await page.getByRole("region", { name: /working day/ }).waitFor();
    const bar = page.getByRole("region", { name: "Can you start more?" }).locator("[data-of]");
    expect(await poorest(bar.first(), "background-color")).toBeGreaterThanOrEqual(CONTRAST);
    expect(await poorest(bar.nth(1), "border-top-color")).toBeGreaterThanOrEqual(CONTRAST);
    const told = await page.evaluate(async () => (await fetch("/api/v1/today")).json());
    const [promised = 0, room = 0] = await widths(bar);
    expect(promised / room).toBeCloseTo(told.promised / told.room, 1);
    const squares = page.getByRole("region", { name: /working day/ }).locator("[data-met]");
    expect(await squares.count()).toBe(20);
    expect(await poorest(squares, "border-top-color")).toBeGreaterThanOrEqual(CONTRAST);
  });

  test(`in ${scheme} the bar of a cadence has a piece for each touch, as wide as its minutes`, async () => {
    const { page } = await openReady({ scheme, people: 0, started: 0 });
    await page.goto("/cadences");
    await page.getByRole("link", { name: "Cold", exact: true }).click();
    const pieces = page.locator("figure [title]");
    await pieces.first().waitFor();
    const minutes = (await pieces.allTextContents()).map(Number);
    expect(minutes.reduce((sum, n) => sum + n, 0)).toBe(33);
    expect(await poorest(pieces, "background-color")).toBeGreaterThanOrEqual(CONTRAST);
    const wide = await widths(pieces);
    expect((wide[0] ?? 0) / (wide[1] ?? 1)).toBeCloseTo((minutes[0] ?? 0) / (minutes[1] ?? 1), 0);
    await screenshot(page, `chart-load-${scheme}`);
  });
}

/** Of how many days of the heat map something is promised, and of how many something new. */
function cellsOf(page: Page): Promise<{ promised: number; added: number }> {
  return page.locator("#content button", { has: page.locator("small") }).evaluateAll((cells) => {
    const told = cells.map((cell) => /(\d+) promised and (\d+) new/.exec(cell.textContent ?? ""));
    const n = (part: 1 | 2) => told.filter((it) => Number(it?.[part]) > 0).length;
    return { promised: n(1), added: n(2) };
  });
}

/** How many of these have an area. */
function painted(drawn: Locator): Promise<number> {
  return drawn.evaluateAll(
    (all) =>
      all.filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 0 && height > 0;
      }).length,
  );
}

/** How much of what holds it a drawing takes. */
function share(drawn: Locator): Promise<number> {
  return drawn.evaluate((one) => {
    const whole = one.parentElement?.getBoundingClientRect().width ?? 0;
    return one.getBoundingClientRect().width / whole;
  });
}

function widths(drawn: Locator): Promise<number[]> {
  return drawn.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
}

/** The least contrast of any of these with the page; 0 where nothing is there, or it has no colour. */
function poorest(drawn: Locator, property: string): Promise<number> {
  return drawn.evaluateAll((all, name) => {
    const pen = document.createElement("canvas").getContext("2d");
    if (pen === null) return 0;
    const luminance = (colour: string) => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = "#000";
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      if (alpha === 0) return undefined;
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor) ?? 1;
    const ratios = all
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => {
        const own = luminance(getComputedStyle(one).getPropertyValue(name));
        if (own === undefined) return 0;
        return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      });
    return ratios.length === 0 ? 0 : Math.min(...ratios);
  }, property);
}

/** Logs a call, as the page itself would. */
async function callOn(page: Page, at: string): Promise<void> {
  const person = await page.evaluate(async () => {
    const { people } = await (await fetch("/api/v1/people?limit=1")).json();
    return people[0].id;
  });
  const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
  const body = { person, behaviour: "calls", channel: "call", at };
  await send(page, "PUT", `/api/v1/activities/${id}`, body);
}
