import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, keptOffline, MARA, type Opened, open, screenshot } from "./harness";
import { addPeople } from "./people";

test("what two tabs show agrees: a person added in one is there in the other, and signing out is for both", async () => {
  const { one, other } = await twoTabs();
  await other.goto("/people");
  await other.getByText("Nobody is here yet").waitFor();
  await one.goto("/people");
  await fillIn(one, { Name: "Fatima Okafor" });
  await send(one);
  await one.getByRole("heading", { level: 1, name: "Fatima Okafor" }).waitFor();
  await other.getByText("Fatima Okafor").first().waitFor();
  await one.getByRole("button", { name: /Account of/ }).click();
  await one.getByRole("button", { name: "Sign out" }).click();
  await other.getByRole("button", { name: "Sign in" }).waitFor();
  expect(await other.getByText("Fatima Okafor").count()).toBe(0);
});

test("a form names the field that is refused, gives it the focus, and keeps all that was typed", async () => {
  const { page } = await open();
  await page.goto("/people");
  await fillIn(page, { Name: "Chidi Egan", Company: "Egan & Sons", "E-mail": "not an address" });
  await send(page);
  const dialog = page.getByRole("dialog");
  const email = dialog.getByLabel("E-mail", { exact: true });
  await expect.poll(() => email.getAttribute("aria-invalid")).toBe("true");
  expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await dialog.getByLabel("Company", { exact: true }).inputValue()).toBe("Egan & Sons");
  await expectAccessible(page);
  await screenshot(page, "form-refused");
  await email.fill("chidi@example.com");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Chidi Egan" }).waitFor();
});

test("a save that fails says so, keeps what was typed, and works once the server is back", async () => {
  const { page, server } = await open();
  await page.goto("/people");
  await fillIn(page, { Name: "Quinn Abara", Phone: "+44 20 7946 0100" });
  await keptOffline({ page });
  await server.kill();
  await send(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/The server cannot be reached/).waitFor();
  expect(await dialog.getByLabel("Phone", { exact: true }).inputValue()).toBe("+44 20 7946 0100");
  await expectAccessible(page);
  await screenshot(page, "form-unreachable");
  await server.start();
  await send(page);
  await page.getByRole("heading", { level: 1, name: "Quinn Abara" }).waitFor();
});

test("a session that is lost while somebody types asks for sign-in, and what was typed is saved by it", async () => {
  const { page, context } = await open();
  await page.goto("/people");
  await fillIn(page, { Name: "Ivo Dietrich", Company: "Dietrich Optik" });
  await context.clearCookies();
  await send(page);
  await page.getByText("Sign in, and everything goes on where it was.").waitFor();
  await screenshot(page, "session-lost");
  await page.getByLabel("E-mail address").fill(MARA.email);
  await page.getByLabel("Password", { exact: true }).fill(MARA.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ivo Dietrich" }).waitFor();
});

test("what another tab changed meanwhile is not written over unseen", async () => {
  const { one, other } = await twoTabs();
  const [id] = await addPeople(one, [{ name: "Ana Weber", job_title: "Owner" }]);
  for (const tab of [one, other]) {
    await tab.goto(`/people/${id}`);
    await tab.getByRole("button", { name: "Edit person" }).click();
    await tab.getByLabel("Job title", { exact: true }).waitFor();
  }
  await one.getByLabel("Job title", { exact: true }).fill("CFO");
  await one.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await one.getByRole("dialog").waitFor({ state: "detached" });
  await other.getByLabel("Job title", { exact: true }).fill("CEO");
  await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await other.getByText(/Somebody changed this meanwhile/).waitFor();
  expect(await other.getByLabel("Job title", { exact: true }).inputValue()).toBe("CEO");
});

/** The same person in two tabs of one browser. */
async function twoTabs(): Promise<Opened & { one: Page; other: Page }> {
  const opened = await open();
  return { ...opened, one: opened.page, other: await opened.context.newPage() };
}

/** Opens the form of a new person and fills it in. */
async function fillIn(page: Page, told: Record<string, string>): Promise<void> {
  await page
    .getByRole("button", { name: /^Add (?:one|a person)/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  for (const [label, text] of Object.entries(told)) {
    await dialog.getByLabel(new RegExp(`^${label}(?: \\*)?$`)).fill(text);
  }
}

async function send(page: Page): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: "Add a person" }).click();
}
