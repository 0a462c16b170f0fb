import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Opened, open } from "./harness";
import { prospects } from "./prospects";

/** A Tuesday, 10:40 for the rep. */
export const NOW = "2026-11-24T09:40:00Z";

/** The morning of somebody with 500 people, two hours a day and as many started as they can finish. */
export async function aDay(options: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const one = await open({ now: NOW, ...options });
  const { page, server } = one;
  const folder = mkdtempSync(join(tmpdir(), "touchstone-day-"));
  writeFileSync(join(folder, "list.tsv"), prospects(500).join("\n"));
  server.command("hours", "mon-fri", "09:00-11:00");
  server.command("import", join(folder, "list.tsv"));
  rmSync(folder, { recursive: true });
  server.command("start", "--cadence", "Cold", "--count", "12");
  const { touches } = JSON.parse(server.command("today", "--json"));
  server.command("log", "--person", touches[0].person, "--outcome", "no_answer");
  await page.clock.setFixedTime(NOW);
  return one;
}
