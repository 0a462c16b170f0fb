import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Opened, open } from "./harness";
import { prospects } from "./prospects";

/** A Tuesday, 10:40 for the rep. */
export const NOW = "2026-11-24T09:40:00Z";

export const RECIPE = `name = "Daily"
[[ingredients]]
name = "Calls"
behaviours = ["calls"]
goals = 12
[[ingredients]]
name = "Conversations"
behaviours = ["conversations"]
goals = 3
[[ingredients]]
name = "Asks for a meeting"
behaviours = ["meeting_asks"]
goals = 2
[[ingredients]]
name = "Asks for a referral"
behaviours = ["referral_asks"]
goals = 1
`;

/** The morning of somebody with 500 people, two hours a day and as many started as they can finish. */
export async function aDay(options: Parameters<typeof open>[0] = {}): Promise<Opened> {
  const one = await open({ now: NOW, ...options });
  const { page, server } = one;
  const folder = mkdtempSync(join(tmpdir(), "touchstone-day-"));
  writeFileSync(join(folder, "list.tsv"), prospects(500).join("\n"));
  server.command("hours", "mon-fri", "09:00-11:00");
  writeFileSync(join(folder, "recipe.toml"), RECIPE);
  server.command("recipe", "save", join(folder, "recipe.toml"));
  server.command("import", join(folder, "list.tsv"));
  rmSync(folder, { recursive: true });
  server.command("start", "--cadence", "Cold", "--count", "12");
  const { touches } = JSON.parse(server.command("today", "--json"));
  server.command("log", "--person", touches[0].person, "--outcome", "no_answer");
  await page.clock.setFixedTime(NOW);
  return one;
}
