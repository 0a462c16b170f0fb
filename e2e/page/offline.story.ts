import { expect, test } from "vitest";
import { keptOffline, open, SCREEN } from "./harness";

test("without the server the page opens, and says that it is offline", async () => {
  const opened = await open();
  const { page, server } = opened;
  await keptOffline(opened);
  await server.kill();
  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: "Today" }).first().waitFor();
  await page.getByText("Offline").first().waitFor();
  await server.start();
});

test("a newer build of the page is told of, and opens with the next screen", async () => {
  const opened = await open({ hasFront: true });
  const { page, server } = opened;
  await keptOffline(opened);
  await page.evaluate(() => Reflect.set(window, "isTheSamePage", true));
  server.buildAnew();
  // Somebody comes back to the tab: the worker looks for a newer page then.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.getByText("A new version of Touchstone is here.", { exact: false }).waitFor();
  expect(await page.evaluate(() => Reflect.get(window, "isTheSamePage"))).toBe(true);
  await page.getByRole("navigation").getByRole("link", { name: "People" }).first().click();
  await page.waitForFunction(() => Reflect.get(window, "isTheSamePage") === undefined);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/people");
  const builds = await page.evaluate(() => caches.keys());
  expect(builds.filter((name) => name.startsWith("page-"))).toHaveLength(2);
});

test("without the server every screen that was never opened opens too", async () => {
  const opened = await open();
  const { page, server } = opened;
  await keptOffline(opened);
  await server.kill();
  for (const path of ["/plan", "/cookbook", "/team", "/settings", "/import"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).or(page.getByRole("alert")).first().waitFor();
  }
  await page.goto("/");
  await page.getByText("Offline").first().waitFor();
  await server.start();
});

test("nothing that the API tells is kept with the files of the page", async () => {
  const opened = await open();
  await keptOffline(opened);
  await opened.page.reload();
  await opened.page.locator(SCREEN).waitFor();
  const paths = await opened.page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map((it) => it.url)),
    );
    return all.flat().map((url) => new URL(url).pathname);
  });
  expect(paths).toContain("/");
  expect(paths.filter((path) => !/^\/(?:$|assets\/|static\/)/.test(path))).toEqual([]);
});
