import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, MARA, open, openInvited, screenshot } from "./harness";
import { addPeople } from "./people";
import { openReady } from "./ready";

/** The tags of everybody, by name, as the server has them. */
function tagsOf(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/people?sort=name&limit=500");
    const { people }: { people: { name: string; tags: string[] }[] } = await answer.json();
    return Object.fromEntries(people.map(({ name, tags }) => [name, tags]));
  });
}

test("people are tagged at once by keys, who had the tag is told, and one Undo takes it from the others", async () => {
  const { page } = await open();
  await addPeople(page, [
    { name: "Ana Weber", tags: ["expo"] },
    { name: "Ben Haas" },
    { name: "Cora Lind" },
  ]);
  await page.goto("/people?sort=name&columns=tags");
  await page.getByRole("row").nth(3).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+j");
  await page.getByText("2 selected").waitFor();
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Tag" }).fill("expo");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByText("1 tagged “expo”. 1 was so already.").waitFor();
  await page
    .getByRole("row", { name: /Ben Haas/ })
    .getByText("expo")
    .waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => tagsOf(page))
    .toEqual({ "Ana Weber": ["expo"], "Ben Haas": [], "Cora Lind": [] });
  await page.getByText("2 selected").waitFor();
});

test("all of a list that is longer than what is read are given a tag, and it is taken off and put back", async () => {
  const { page } = await open();
  await addPeople(
    page,
    Array.from({ length: 120 }, (_, n) => ({ name: `Lead ${n}` })),
  );
  await addPeople(page, [{ name: "Cora Lind", standing: "client" }]);
  await page.goto("/people?standing=lead");
  await page.getByRole("checkbox").first().click();
  await page.keyboard.press("ControlOrMeta+a");
  const bar = page.getByRole("region", { name: "Those selected" });
  await bar.getByText("All of this list").waitFor();
  await screenshot(page, "people-all-selected");
  await expectAccessible(page);
  await bar.getByRole("button", { name: /^Tag/ }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Tag" }).fill("spring");
  await page.keyboard.press("Enter");
  await page.getByText("120 tagged “spring”.").waitFor();
  const { "Cora Lind": client, ...leads } = await tagsOf(page);
  expect(client).toEqual([]);
  expect(Object.values(leads)).toEqual(Array.from({ length: 120 }, () => ["spring"]));
  await bar.getByRole("button", { name: /^Tag/ }).click();
  await page.getByText("Take it off", { exact: true }).first().click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Tag" }).fill("spring");
  await page.keyboard.press("Enter");
  await page.getByText("“spring” taken off 120.").waitFor();
  await page.keyboard.press("z");
  await expect.poll(async () => (await tagsOf(page))["Lead 7"]).toEqual(["spring"]);
});

test("people are given to nobody and back by Undo, and a tag of nothing is named at its field", async () => {
  const { page } = await open();
  await addPeople(page, [{ name: "Ana Weber" }]);
  await page.goto("/people");
  await page.getByRole("gridcell", { name: "Mara Holt" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("t");
  await page.getByRole("dialog").getByRole("button", { name: "Tag", exact: true }).click();
  await page.getByText("Type a tag.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("o");
  await page.getByRole("combobox", { name: "Rep" }).selectOption({ label: "Nobody" });
  await page.getByRole("dialog").getByRole("button", { name: "Give to a rep" }).click();
  await page.getByText("1 is nobody’s now.").waitFor();
  await page.getByRole("gridcell", { name: "Mara Holt" }).waitFor({ state: "detached" });
  await page.keyboard.press("z");
  await page.getByRole("gridcell", { name: "Mara Holt" }).waitFor();
});

test("whose people are another rep's stays so when many are changed at once, and the rep is told", async () => {
  const admin = await open();
  await addPeople(admin.page, [{ name: "Ana Weber" }]);
  const secret = await admin.page.evaluate(async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ role: "rep" });
    const answer = await fetch("/api/v1/invitations", { method: "POST", headers, body });
    const told: { secret: string } = await answer.json();
    return told.secret;
  });
  const ravi = { ...MARA, name: "Ravi Sethi", email: "ravi@example.com" };
  const { page } = await openInvited(admin, `${admin.server.url}/#/welcome/${secret}`, ravi);
  await addPeople(page, [{ name: "Ben Haas" }]);
  await page.goto("/people?columns=tags-owner");
  await page.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.getByText("2 selected").waitFor();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Tag" }).fill("spring");
  await page.keyboard.press("Enter");
  await page.getByText("1 tagged “spring”. 1 is another rep’s and stays.").waitFor();
  await page
    .getByRole("row", { name: /Ben Haas/ })
    .getByText("spring")
    .waitFor();
});

test("two who are selected are made one and parted again", async () => {
  const { page } = await open();
  await addPeople(page, [{ name: "Ana Weber" }, { name: "Anna Weber" }, { name: "Ben Haas" }]);
  await page.goto("/people?sort=name");
  await page.getByRole("row").nth(3).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+j");
  const bar = page.getByRole("region", { name: "Those selected" });
  await bar.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Make them one" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("link", { name: "Anna Weber" }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "people-merge");
  await dialog.getByRole("button", { name: "Merge into the right one" }).click();
  await page.getByText("They are one now: Anna Weber.").waitFor();
  await expect
    .poll(async () => Object.keys(await tagsOf(page)))
    .toEqual(["Anna Weber", "Ben Haas"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => Object.keys(await tagsOf(page))).toHaveLength(3);
});

test("L moves the next touch of whoever is there, and Undo moves it back", async () => {
  const { page } = await openReady({ people: 2, started: 1 });
  await page.goto("/people?sort=name");
  await page.getByRole("row").nth(2).waitFor();
  await page.keyboard.press("j");
  const before = await dueOf(page);
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^To/).fill("2026-11-25");
  await page.keyboard.press("Enter");
  await expect.poll(() => dueOf(page)).not.toEqual(before);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => dueOf(page)).toEqual(before);
});

/** From when on the next touch of the first is due, as the list of the server has it. */
function dueOf(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const { people } = await (await fetch("/api/v1/people?sort=name")).json();
    return people[0].next?.from;
  });
}
