import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot } from "./harness";
import { measured } from "./measured";
import { prospects } from "./prospects";
import { Rep } from "./rep";
import { sharedData } from "./shared-data";

/** What two clicks may take, in milliseconds: until the preview is there, and until 5,000 rows are. */
const LONGEST = { preview: 2_000, import: 10_000 };

const SHARED = sharedData();
const EXPORTS = [
  "contacts/linkedin-synthetic/Connections.csv",
  "contacts/vcard-ez/text/John_Doe_GMAIL.vcf",
  "contacts/vcard-ez/text/John_Doe_IPHONE.vcf",
  "contacts/vcard-ez/text/John_Doe_MS_OUTLOOK.vcf",
  "contacts/roundcube/utf-16_sample.vcf",
  "import-made/google-new.csv",
  "import-made/hubspot-crm-exports-all-contacts-2026-03-05.csv",
  "import-made/linkedin-de_Connections.csv",
  "import-made/outlook-cp1252.csv",
  "import-made/pipedrive-people-semicolon.csv",
  "import-made/salesforce-leads-latin1.csv",
];

test("a list is in with two clicks and gone with one; rows that were no people are a file", async () => {
  const { page } = await open();
  const list = prospects(200).join("\n");
  const file = kept("leads.csv", `${list}\n\t\tNobody's Ltd\t\t\t\tGB\t`);
  await page.goto("/import");
  const { rep, told } = await twoClicks(page, file);
  expect(rep.n).toBe(2);
  expect(told).toMatchObject({ rows: 201, stored: 200, rejected: 1 });
  await expectAccessible(page);
  await screenshot(page, "import-done");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /rejected/i }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toMatch(/^201,/m);
  // The number of those who came in opens to them.
  await page.getByRole("link", { name: "200", exact: true }).click();
  await page.getByRole("grid").waitFor();
  expect(new URL(page.url()).searchParams.get("import")).not.toBeNull();
  await page.goBack();
  await takeBack(page);
});

test("a table in which nobody is told is refused in plain words, and comes in once its columns are said", async () => {
  const { page } = await open();
  await page.goto("/import");
  await choose(page, new Rep(page), kept("visits.csv", "Page,Visits\nAda Byron,3\nAlan T,5\n"));
  await page.getByText(/^No column is clearly a name/).waitFor();
  await page.getByText(/Nothing of it was stored/).waitFor();
  expect(await people(page)).toBe(0);
  await expectAccessible(page);
  await screenshot(page, "import-refused");
  const again = page.getByRole("button", { name: "Look through it again" });
  await page.getByLabel("What Visits holds").selectOption({ label: "Note" });
  expect(await again.isDisabled()).toBe(true);
  await page.getByLabel("What Page holds").selectOption({ label: "Whole name" });
  await again.click();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
  expect(await people(page)).toBe(2);
});

test("whoever reads German is told in German what cannot be used, in a file and in its rows", async () => {
  const { page } = await open({ language: "de", window: PHONE, scheme: "dark" });
  await page.goto("/import");
  const paste = page.getByLabel("Oder Zeilen einfügen");
  const look = page.getByRole("button", { name: "Diese Zeilen durchsehen" });
  await paste.fill("BEGIN:VCALENDAR\nEND:VCALENDAR");
  await look.click();
  await page.getByText(/^Das ist ein Kalender/).waitFor();
  await page.getByRole("button", { name: "Eine andere Datei" }).click();
  await paste.fill("Vorname\tE-Mail\nAda\tada\nAlan\talan@example.com");
  await look.click();
  await page.getByText("Eine E-Mail-Adresse hat ein @.").waitFor();
  await expectAccessible(page);
  await screenshot(page, "import-problems-german-phone");
});

test("who may be one is decided, and a wrong cell corrected, before anything comes in", async () => {
  const { page } = await open();
  await page.goto("/import");
  await paste(
    page,
    "First name\tE-mail\tPhone\nMara\tmara@a.example\t+49 30 1234567\nKarl\tkarl@b.example\t+49 30 1234567\nIda\tida@@c.example\t\n\t\t",
  );
  const commit = page.getByRole("button", { name: /^Import \d rows/ });
  await commit.waitFor();
  await page.getByText("Waits for you").waitFor();
  const wrong = page.getByText("The part before the @ is not allowed.");
  await wrong.waitFor();
  const decision = page.getByRole("radiogroup", { name: "What becomes of row 2" });
  await decision.getByText("One person").click();
  await expectCount(page, "Updated", "1");
  await decision.getByText("Leave the row out").click();
  await expectCount(page, "Nothing new", "1");
  await decision.getByText("One person").click();
  await page.getByLabel("Row 3, E-mail").fill("ida@c.example");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Corrected by you" }).waitFor();
  await expectCount(page, "Updated", "1");
  await wrong.waitFor({ state: "detached" });
  await expectAccessible(page);
  await screenshot(page, "import-by-hand");
  // Another visit finds what was said, and the rows beside it.
  await page.reload();
  await page.getByRole("heading", { name: "Corrected by you" }).waitFor();
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByText("mara@a.example").waitFor();
  await preview.getByText("karl@b.example").waitFor();
  await expectCount(page, "Updated", "1");
  await commit.click();
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
  expect(await people(page)).toBe(2);
  await takeBack(page);
});

/** Told in one line where the folder of real files is not there. */
const real = test.skipIf(SHARED === undefined);

real(
  `real exports are in with two clicks and gone with one${SHARED === undefined ? " (skipped: there is no folder shared/data)" : ""}`,
  async () => {
    const { page } = await open();
    for (const name of EXPORTS) {
      await page.goto("/import");
      const { rep, told } = await twoClicks(page, join(SHARED ?? "", name));
      expect(rep.n, name).toBe(2);
      expect(told.stored, name).toBeGreaterThan(0);
      expect(await people(page), name).toBe(told.stored);
      await takeBack(page);
    }
  },
  120_000,
);

real("rows of a workbook are shown beside what is said of them, also after a reload", async () => {
  const { page } = await open();
  await page.goto("/import");
  const file = join(SHARED ?? "", "import-made/fair-two-sheets.xlsx");
  await page.locator("input[type=file]").setInputFiles(file);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect.poll(() => preview.getByRole("row").count()).toBe(21);
  await page.getByRole("columnheader", { name: "In the first row" }).waitFor();
  await page.reload();
  await expect.poll(() => preview.getByRole("row").count()).toBe(21);
  await expectAccessible(page);
  await screenshot(page, "import-workbook");
});

real(
  "a real list of 6,468 leads and 38 columns is in with two clicks and gone with one",
  async () => {
    const { page } = await open();
    const leads = gunzipSync(
      readFileSync(join(SHARED ?? "", "funnels/x-education/Leads.oldest70.csv.gz")),
    );
    // Whoever published it took out names and addresses: each gets one.
    const [head = "", ...rows] = leads.toString().trim().split("\n");
    const [, ...called] = prospects(rows.length);
    const named = rows.map((row, at) => {
      const [given, family] = called[at]?.split("\t") ?? [];
      return `${given},${family},lead${at}@example.com,${row}`;
    });
    const file = kept("leads.csv", [`First name,Last name,E-mail,${head}`, ...named].join("\n"));
    await page.goto("/import");
    const { rep, told } = await twoClicks(page, file);
    expect(rep.n).toBe(2);
    expect(told).toMatchObject({ rows: named.length, rejected: 0 });
    await takeBack(page);
  },
  120_000,
);

measured(
  "5,000 rows with known headers: looked through within 2 s, in within 10 s, gone by one click",
  async () => {
    const { page } = await open();
    const file = kept("five-thousand.csv", prospects(5_000).join("\n"));
    await page.goto("/import");
    const { told, took } = await twoClicks(page, file);
    console.info(`5,000 rows: preview ${took.preview} ms, import ${took.import} ms`);
    expect(told.rows).toBe(5_000);
    expect(took.preview).toBeLessThanOrEqual(LONGEST.preview);
    expect(took.import).toBeLessThanOrEqual(LONGEST.import);
    await takeBack(page);
  },
  120_000,
);

type Told = { id: string; rows: number; stored: number; rejected: number };

/** Chooses a file and imports it; gives what it took, and what the server says of it. */
async function twoClicks(page: Page, file: string) {
  const rep = new Rep(page);
  const began = Date.now();
  await choose(page, rep, file);
  const bring = page.getByRole("button", { name: /^Import [\d,]+ rows?$/ });
  await bring.waitFor();
  const looked = Date.now();
  await rep.click(bring);
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
  const took = { preview: looked - began, import: Date.now() - looked };
  return { rep, took, told: await counts(page) };
}

async function choose(page: Page, rep: Rep, file: string): Promise<void> {
  const button = page.getByRole("button", { name: "Choose a file" });
  await button.waitFor();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), rep.click(button)]);
  await chooser.setFiles(file);
}

/** One click takes it back, and nobody of it is left. */
async function takeBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Undo this import" }).click();
  await page.getByText(/^Taken back: /).waitFor();
  expect(await people(page)).toBe(0);
}

/** What became of the rows of the import on the screen. */
function counts(page: Page): Promise<Told> {
  return page.evaluate(async () => {
    const id = new URL(location.href).searchParams.get("id");
    const answer = await fetch(`/api/v1/imports/${id}`);
    return { id, ...(await answer.json()).counts };
  });
}

/** How many people there are. */
function people(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/people?limit=500");
    return (await answer.json()).people.length;
  });
}

/** A file that is gone after the story. */
function kept(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "touchstone-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Pastes rows and has them looked through. */
async function paste(page: Page, rows: string): Promise<void> {
  await page.getByLabel("Or paste rows").fill(rows);
  await page.getByRole("button", { name: "Look through these rows" }).click();
}

/** Waits until the preview counts so many. */
async function expectCount(page: Page, name: string, n: string): Promise<void> {
  await page.locator("dl > div", { hasText: name }).locator("dd", { hasText: n }).waitFor();
}
