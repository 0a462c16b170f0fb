import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { filed, guardIsOver, takeCalls } from "./calls";
import { expectAccessible, keptOffline, PHONE, screenshot, tabTo } from "./harness";
import { openReady } from "./ready";

test("a note is made private by one key in the block, and is so once the server is back", async () => {
  const { page, server } = await openReady({ people: 2, started: 2 });
  await page.addInitScript(takeCalls);
  await page.goto("/today/touches");
  await page.getByRole("heading", { name: "Touch block" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("article").waitFor();
  await guardIsOver(page);
  await page.keyboard.press("n");
  await page.keyboard.type("Their son plays with mine.");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("p");
  const mark = page.getByRole("button", { name: /^Private/ });
  expect(await mark.getAttribute("aria-pressed")).toBe("true");
  await expectAccessible(page);
  await screenshot(page, "block-private");
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await screenshot(page, "block-private-phone");

  await keptOffline({ page });
  await server.kill();
  await page.keyboard.press("1");
  await page.getByRole("heading", { name: "Touch 2 of 2" }).waitFor();
  // The next one begins open again.
  expect(await mark.getAttribute("aria-pressed")).toBe("false");
  await page.getByText(/1 waiting here/).waitFor();
  await server.start();
  await page.getByText("All saved").waitFor();
  const [person = ""] = await filed(page);
  expect(await isPrivate(page, person)).toBe(true);
});

test("what is logged with a person is private when that is said, by keys alone", async () => {
  const { page } = await openReady({ people: 1, started: 0 });
  await page.goto("/people");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ada Number00" }).waitFor();
  await tabTo(page, "Log");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Channel").waitFor();
  await tabTo(page, "Note");
  await page.keyboard.type("Is about to be let go.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expectAccessible(page);
  await screenshot(page, "log-private");
  await tabTo(page, "File");
  await page.keyboard.press("Enter");
  await page.getByText("Is about to be let go.").waitFor();
  await page.getByRole("listitem").filter({ hasText: "let go" }).getByText("Private").waitFor();
  await expectAccessible(page);
  const [person = ""] = await filed(page);
  expect(await isPrivate(page, person)).toBe(true);
});

/** Whether the note of what was filed last with somebody is shown to nobody but its writer. */
function isPrivate(page: Page, person: string): Promise<boolean> {
  return page.evaluate(async (id) => {
    const list = await (await fetch(`/api/v1/activities?person=${id}`)).json();
    const one = await (await fetch(`/api/v1/activities/${list.activities[0].id}`)).json();
    return one.is_private;
  }, person);
}
