import { expect, test } from "vitest";
import {
  expectAccessible,
  MARA,
  open,
  openInvited,
  openLink,
  PHONE,
  SCREEN,
  screenshot,
} from "./harness";

test("the first admin comes in by the link, lands on Today, and signs out", async () => {
  const { page, server } = await openLink();
  await page.getByLabel("Your name").fill(MARA.name);
  await page.getByLabel("E-mail address").fill(MARA.email);
  await page.getByLabel("Choose a password").fill(MARA.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.locator(SCREEN).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  expect(page.url()).not.toContain("#");
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.goto(server.url);
  await page.getByRole("button", { name: "Sign in" }).waitFor();
});

test("a short password is named at its field before anything is sent, and nothing typed is lost", async () => {
  const { page } = await openLink();
  await page.getByLabel("E-mail address").fill(MARA.email);
  await page.getByLabel("Choose a password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Take at least 12 characters.").waitFor();
  expect(await page.getByLabel("E-mail address").inputValue()).toBe(MARA.email);
});

test("a wrong password says so, keeps the address, and the place asked for comes after signing in", async () => {
  const { page, context, server } = await open();
  await context.clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${server.url}/no-such-screen?with=this`);
  await page.getByLabel("E-mail address").waitFor();
  await page.getByLabel("E-mail address").fill(MARA.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Address and password do not fit together.").waitFor();
  expect(await page.getByLabel("E-mail address").inputValue()).toBe(MARA.email);
  await page.getByLabel("Password", { exact: true }).fill(MARA.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  expect(page.url()).toBe(`${server.url}/no-such-screen?with=this`);
});

test("a lost session asks for sign-in in place, and what waited goes on", async () => {
  const { page, context } = await open();
  await context.clearCookies();
  await page.reload();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Sign in, and everything goes on where it was.").waitFor();
  await expectAccessible(page);
  await dialog.getByLabel("E-mail address").fill(MARA.email);
  await dialog.getByLabel("Password", { exact: true }).fill(MARA.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText(/touches left/).waitFor();
});

for (const scheme of ["light", "dark"] as const) {
  test(`sign-in and welcome are accessible in ${scheme}`, async () => {
    const { page, server } = await openLink({ scheme });
    await page.getByLabel("Your name").waitFor();
    await expectAccessible(page);
    await screenshot(page, `welcome-${scheme}`);
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel("E-mail address").waitFor();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    await screenshot(page, `sign-in-phone-${scheme}`);
  });
}

test("where somebody else signs in in another tab, this one is theirs too: nothing of one is sent as the other", async () => {
  const one = await open();
  const { page, context, server } = one;
  const secret = await page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ role: "rep" });
    const answer = await fetch("/api/v1/invitations", { method: "POST", headers, body });
    const told: { secret: string } = await answer.json();
    return told.secret;
  });
  await openInvited(one, `${server.url}/#/welcome/${secret}`, NOOR);
  await context.clearCookies();
  const other = await context.newPage();
  await other.goto(`${server.url}/sign-in`);
  await other.getByLabel("E-mail address").fill(NOOR.email);
  await other.getByLabel("Password", { exact: true }).fill(NOOR.password);
  await other.keyboard.press("Enter");
  await other.getByRole("button", { name: `Account of ${NOOR.name}` }).waitFor();
  await page.getByRole("button", { name: `Account of ${NOOR.name}` }).waitFor();
});

const NOOR = { name: "Noor Adel", email: "noor@example.com", password: "kettle orbit maple 9" };
