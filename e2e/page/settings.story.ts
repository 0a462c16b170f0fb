import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, SCREEN, screenshot } from "./harness";
import { openReady } from "./ready";

test("an admin sets the rules of the workspace in the units people think in, and Undo puts one back", async () => {
  const { page } = await open();
  await page.goto("/settings?part=workspace");
  const share = page.getByLabel("How much of the planned minutes is really free, in percent");
  await share.fill("80");
  const save = page.getByRole("button", { name: "Save", exact: true }).last();
  await save.click();
  const saved = page.getByText(/^Saved: How much/);
  await saved.waitFor();
  expect(await settings(page)).toMatchObject({ available_mean_ppm: "800000" });
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[value="100"]') !== null,
  );
  expect(await settings(page)).toMatchObject({ available_mean_ppm: "1000000" });

  // A buffer is asked for only where the plan counts with one.
  const buffer = page.getByLabel("Buffer where some leave, in standard deviations");
  expect(await buffer.count()).toBe(0);
  await page.getByRole("combobox", { name: "What the plan counts on" }).click();
  await page.getByRole("option", { name: "Some leave, with a buffer" }).click();
  await save.click();
  await buffer.waitFor();
  expect(await buffer.inputValue()).toBe("2.326");

  const calls = page.getByRole("textbox", { name: "Most calls a day" });
  await calls.fill("60");
  await page.getByLabel("Most calls a day: Counted in").selectOption("minutes");
  await save.click();
  await page.getByText("Saved: Most calls a day").waitFor();
  expect(await settings(page)).toMatchObject({ mode: "expected", cap_call: "60 minutes" });
  await screenshot(page, "settings-workspace");
});

test("what a rule cannot be stays in its field, with what it can be; a phone in German reads it", async () => {
  const { page } = await open({ language: "de", window: PHONE, scheme: "dark" });
  await page.goto("/settings?part=workspace");
  const meeting = page.getByLabel("Minuten eines Termins ohne Länge");
  await meeting.fill("3");
  await page.getByRole("button", { name: "Speichern", exact: true }).last().click();
  await page.getByText(/^Das geht hier nicht\. Eine ganze Zahl von 5 bis 480\./).waitFor();
  expect(await meeting.inputValue()).toBe("3");
  await expectAccessible(page);
  await screenshot(page, "settings-workspace-german-phone");
});

test("the record says what was changed to what, and leads to whom it was about", async () => {
  const { page } = await openReady({ people: 3, started: 1 });
  await page.goto("/settings?part=system");
  const record = page.getByRole("table", { name: "Record" });
  const started = record.getByRole("row").filter({ hasText: "Start: started" });
  await started.getByText("started on: Tue 24 Nov").waitFor();
  await expectAccessible(page);
  await screenshot(page, "settings-record");
  await started.getByRole("link", { name: "Show the person" }).click();
  await page.getByRole("heading", { level: 1, name: /^Ada Number/ }).waitFor();
});

/** What the server keeps of the settings. */
async function settings(page: Parameters<typeof expectAccessible>[0]) {
  return await page.evaluate(async () => {
    const told = await (await fetch("/api/v1/settings")).json();
    return Object.fromEntries(
      told.settings.map((it: { key: string; value: string }) => [it.key, it.value]),
    );
  });
}

test("keys that are pressed alone are switched off, and one is changed, kept and put back by Undo", async () => {
  const { page } = await openReady({ people: 0, started: 0 });
  await page.goto("/settings?part=keyboard");
  const single = page.getByRole("switch", { name: "Single keys" });
  await single.focus();
  await page.keyboard.press("Space");
  await page.locator(SCREEN).click();
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await single.focus();
  await page.keyboard.press("Space");

  const change = page.getByRole("button", { name: "Change the key for: Plan" });
  await change.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await page.getByRole("alert").getByText(/Add/).waitFor();
  await page.keyboard.press("b");
  await change.waitFor();
  await page.reload();
  await page.locator(SCREEN).waitFor();
  await page.keyboard.press("b");
  await page.getByRole("heading", { level: 1, name: "Plan" }).waitFor();
  await page.goto("/settings?part=keyboard");
  await page.getByRole("button", { name: "All keys as they were shipped" }).click();
  await page.getByText("All keys are as they were shipped.").waitFor();
  await page.getByRole("cell", { name: "G then L" }).waitFor();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await page.getByRole("cell", { name: "G then L" }).waitFor({ state: "detached" });
});
