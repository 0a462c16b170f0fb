import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MARA, type Opened, openLink, SCREEN } from "./harness";

type OpenOptions = NonNullable<Parameters<typeof openLink>[0]>;

/** A Tuesday, 10:00 for the rep. */
export const TUESDAY = "2026-11-24T09:00:00Z";

/** What there is before somebody sits down. */
type Ready = OpenOptions & {
  /** How many people there are who can be reached in every way. */
  people?: number;
  /** How many of them are on the cadence Cold. */
  started?: number;
  /** Prospecting hours: days and times. */
  hours?: readonly [days: string, times: string] | undefined;
};

/** Somebody at the page with people, hours and work of today, put there from the command line. */
export async function openReady(told: Ready = {}): Promise<Opened> {
  const { people = 20, started = 6, hours = ["mon-fri", "09:00-11:00"], ...options } = told;
  const one = await openLink({ now: TUESDAY, ...options });
  const { page, server } = one;
  await page.clock.setFixedTime(TUESDAY);
  if (hours !== undefined) server.command("hours", ...hours);
  if (people > 0) server.command("import", listFile(people));
  if (started > 0) server.command("start", "--cadence", "Cold", "--count", String(started));
  await page.locator("[autocomplete=name]").fill(MARA.name);
  await page.locator("[autocomplete=username]").fill(MARA.email);
  await page.locator("[autocomplete=new-password]").fill(MARA.password);
  await page.keyboard.press("Enter");
  await page.locator(SCREEN).waitFor();
  return one;
}

function listFile(n: number): string {
  const file = join(tmpdir(), `touchstone-ready-${n}.csv`);
  const rows = Array.from({ length: n }, (_, at) => {
    const two = String(at).padStart(2, "0");
    return `Ada,Number${two},Works ${two},Head of Operations,+4420794601${two},ada${two}@example.com,Opens plant ${two}`;
  });
  writeFileSync(
    file,
    ["First name,Last name,Company,Job title,Phone,Email,Reason", ...rows].join("\n"),
  );
  return file;
}
