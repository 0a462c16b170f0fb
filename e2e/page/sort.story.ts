import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, keptOffline, type Opened, open, PHONE, screenshot } from "./harness";

/** Who is connected, the newest first: the order in which they are shown. */
const KNOWN = ["Ana Weber", "Ben Haas", "Cora Lind", "Dora Quist"];

/** Brings connections as a network gives them. */
function connect({ server }: Opened, names: readonly string[] = KNOWN): void {
  const folder = mkdtempSync(join(tmpdir(), "touchstone-known-"));
  const rows = names.map((name, n) => {
    const [given = "", family = ""] = name.split(" ");
    const day = new Date(Date.UTC(2026, 9, 28 - n)).toISOString().slice(0, 10);
    return `${given},${family},https://www.linkedin.com/in/${given},,${family} AG,Head of Purchasing,${day}`;
  });
  const file = join(folder, "Connections.csv");
  const head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
  writeFileSync(file, [head, ...rows].join("\n"));
  server.command("import", file);
  rmSync(folder, { recursive: true });
}

/** Who is asked about now. */
const now = (page: Page, name: string) => page.getByRole("heading", { level: 2, name }).waitFor();

test("those one knows are sorted with one key each, the last one is taken back, and the rest waits", async () => {
  const one = await open();
  const { page } = one;
  connect(one);
  await page.goto("/people");
  await page.getByRole("link", { name: "Sort 4" }).click();
  await now(page, "Ana Weber");
  await page.getByText("4 left").waitFor();
  await expectAccessible(page);
  await screenshot(page, "sort");
  await page.keyboard.press("f");
  await now(page, "Ben Haas");
  await page.keyboard.press("x");
  await now(page, "Cora Lind");
  await page.keyboard.press("z");
  await now(page, "Ben Haas");
  await page.getByText("3 left").waitFor();
  await page.keyboard.press("i");
  await now(page, "Cora Lind");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Stopped" }).waitFor();
  await page.getByText("1 fits, and is a lead now").waitFor();
  await page.getByText("1 could introduce you").waitFor();
  expect(await page.getByText("put aside").count()).toBe(0);
  await expectAccessible(page);
  await screenshot(page, "sort-stopped");
  await page.keyboard.press("Enter");
  await now(page, "Cora Lind");
  await page.keyboard.press("k");
  await now(page, "Dora Quist");
  await page.keyboard.press("x");
  await page.getByRole("heading", { name: "Everybody is sorted" }).waitFor();
  await page.getByRole("link", { name: "See those who fit" }).click();
  await page.getByRole("gridcell", { name: "Ana Weber", exact: true }).waitFor();
  expect(await page.getByRole("grid").getByRole("link").allTextContents()).toEqual(["Ana Weber"]);
  await page.goto("/sort");
  await page.getByRole("heading", { name: "Nobody waits to be sorted" }).waitFor();
  await expectAccessible(page);
});

test("more than are read at once are sorted without a pause", async () => {
  const one = await open();
  const { page } = one;
  const many = Array.from({ length: 60 }, (_, n) => `Known${n} Tie${n}`);
  connect(one, many);
  await page.goto("/sort");
  for (const name of many) {
    await now(page, name);
    await page.keyboard.press("x");
  }
  await page.getByRole("heading", { name: "Everybody is sorted" }).waitFor();
  await page.getByText("60 put aside").waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Nobody waits to be sorted" }).waitFor();
});

test("what was said while the server is away is kept over a reload, and told once it is back", async () => {
  const one = await open();
  const { page, server } = one;
  connect(one);
  await page.goto("/sort");
  await now(page, "Ana Weber");
  await keptOffline({ page });
  await server.kill();
  await page.keyboard.press("f");
  await now(page, "Ben Haas");
  await page.keyboard.press("x");
  await now(page, "Cora Lind");
  await page.keyboard.press("z");
  await now(page, "Ben Haas");
  await page.getByText(/Offline, 1 waiting here/).waitFor();
  await server.start();
  await page.getByText("All saved").waitFor();
  await page.reload();
  await now(page, "Ben Haas");
  await page.getByText("3 left").waitFor();
}, 120_000);

for (const scheme of ["light", "dark"] as const) {
  test(`sorting is accessible on a phone in ${scheme}, and its answers are at hand`, async () => {
    const one = await open({ scheme, window: PHONE });
    const { page } = one;
    connect(one);
    await page.goto("/sort");
    await now(page, "Ana Weber");
    await expectAccessible(page);
    await screenshot(page, `sort-phone-${scheme}`);
    const answer = page.getByRole("button", { name: /^Fits/ });
    const place = await answer.boundingBox();
    expect(place?.height).toBeGreaterThanOrEqual(48);
    expect(place?.y).toBeGreaterThan(PHONE.height / 2);
    await answer.click();
    await now(page, "Ben Haas");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });
}
