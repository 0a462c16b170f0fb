import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { NOW, RECIPE } from "./day";
import { open } from "./harness";
import { prospects } from "./prospects";
import type { Server } from "./server";

const PICTURE = fileURLToPath(new URL("../../docs/today.png", import.meta.url));
/** As large as a picture in the README may be, in bytes. */
const LARGEST = 200_000;
/** The working days before the day of the picture. */
const DAYS = 20;
/** What calls came to, over and over. */
const OUTCOMES = ["no_answer", "voicemail", "no_answer", "gatekeeper", "no_answer", "call_back"];

/** Draws the picture of the README anew: `TOUCHSTONE_PICTURE=1 npm run stories -- readme`. */
const asked = test.skipIf(process.env.TOUCHSTONE_PICTURE === undefined);

asked(
  "the picture of Today in the README is a morning after four weeks of work",
  async () => {
    const { page, server } = await open({ now: NOW });
    await work(server);
    await page.clock.setFixedTime(NOW);
    await page.goto("/");
    await page.getByRole("heading", { name: "Next up" }).waitFor();
    await page.getByText(/working days$/).waitFor();
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot({ animations: "disabled" });
    expect(picture.length).toBeLessThanOrEqual(LARGEST);
    writeFileSync(PICTURE, picture);
  },
  600_000,
);

/** Four weeks: people brought in, a few started each day, and what is due each morning done. */
async function work(server: Server): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "touchstone-readme-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "list.tsv"), prospects(500).join("\n"));
  writeFileSync(join(folder, "recipe.toml"), RECIPE);
  const days = workingDays(NOW.slice(0, 10), DAYS);
  const [first = NOW] = days;
  server.commandAt(morning(first), "hours", "mon-fri", "09:00-11:00");
  server.commandAt(morning(first), "import", join(folder, "list.tsv"));
  server.commandAt(morning(first), "recipe", "save", join(folder, "recipe.toml"));
  let n = 0;
  for (const day of days) {
    server.commandAt(morning(day), "start", "--cadence", "Cold", "--count", "4");
    n = workThrough(server, morning(day), n, Number.POSITIVE_INFINITY);
  }
  server.command("start", "--cadence", "Cold", "--count", "4");
  workThrough(server, NOW, n, 5);
}

/** Does what is due, in its order; gives how many were done so far. */
function workThrough(server: Server, at: string, before: number, most: number): number {
  const { touches } = JSON.parse(server.commandAt(at, "today", "--json"));
  let n = before;
  for (const { person, channel } of touches.slice(0, most)) {
    const outcome = channel === "call" ? (OUTCOMES[n % OUTCOMES.length] ?? "") : "no_answer";
    const agreed = outcome === "call_back" ? ["--agreed", inThreeDays(at)] : [];
    server.commandAt(at, "log", "--person", person, "--outcome", outcome, ...agreed);
    n += 1;
  }
  return n;
}

function morning(day: string): string {
  return `${day}T08:30:00Z`;
}

function inThreeDays(at: string): string {
  return new Date(Date.parse(at) + 3 * 86_400_000).toISOString();
}

/** So many working days before one, oldest first. */
function workingDays(before: string, n: number): string[] {
  const days: string[] = [];
  for (let at = Date.parse(before) - 86_400_000; days.length < n; at -= 86_400_000) {
    const day = new Date(at);
    if (day.getUTCDay() % 6 !== 0) days.unshift(day.toISOString().slice(0, 10));
  }
  return days;
}
