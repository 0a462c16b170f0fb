import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, open, screenshot } from "./harness";
import { openReady } from "./ready";

/** A list in which some can be reached, some lack a number, and some are known. */
function list(): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const reached = Array.from(
    { length: 6 },
    (_, n) => `Ada Reached${n},Works ${n},+4420794601${two(n)},ada${n}@example.com`,
  );
  const lacking = Array.from(
    { length: 3 },
    (_, n) => `Ben Silent${n},Mill ${n},,ben${n}@example.com`,
  );
  return ["Name,Company,Phone,Email", ...reached, ...lacking].join("\n");
}

/** Imports a file; its result is there then. */
async function bring(page: Page, name: string, rows: string): Promise<void> {
  const file = join(tmpdir(), `touchstone-offer-${name}.csv`);
  writeFileSync(file, rows);
  await page.goto("/import");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a file" }).click(),
  ]);
  await chooser.setFiles(file);
  await page.getByRole("button", { name: /^Import \d+ rows?$/ }).click();
  await page.getByRole("button", { name: "Undo this import" }).waitFor();
}

test("after an import those who can start are chosen by name and started, and Undo takes the starts back", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await bring(page, "mixed", list());
  await page.getByText(/6 are startable, 3 need a number\./).waitFor();
  const choose = page.getByRole("button", { name: /^Choose \d+$/ });
  const n = Number(/\d+/.exec((await choose.textContent()) ?? "")?.[0]);
  expect(n).toBeGreaterThan(1);
  await page.getByText(`${n} of these can start today on Cold.`).waitFor();
  await screenshot(page, "import-offer");
  await expectAccessible(page);
  await choose.click();
  const dialog = page.getByRole("dialog", { name: "Start on Cold" });
  await dialog.getByRole("checkbox").first().uncheck();
  await expectAccessible(page);
  await screenshot(page, "import-choose");
  await dialog.getByRole("button", { name: `Start ${n - 1}` }).click();
  await page.getByText(`${n - 1} started on Cold.`).waitFor();
  await page.getByText(`${7 - n} ${7 - n === 1 ? "is" : "are"} startable`).waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText(/taken back/).waitFor();
  await page.getByRole("link", { name: "Find what is missing" }).click();
  await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
  await page.getByRole("row", { name: /Ben Silent2/ }).waitFor();
  expect(await page.getByRole("grid").getByRole("link").count()).toBe(3);
});

test("without hours the offer says to tell them first; those one knows are offered to be sorted", async () => {
  const { page } = await open();
  await bring(page, "list", list());
  await page.getByText(/6 are startable/).waitFor();
  await page.getByRole("link", { name: "Say your hours first" }).waitFor();
  await expectAccessible(page);
  const known = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";
  await bring(page, "known", `${known}\nCora,Known,,,Lind AG,Owner,2026-10-01`);
  await page.getByRole("link", { name: "Sort 1" }).click();
  await page.getByRole("heading", { level: 2, name: "Cora Known" }).waitFor();
});
