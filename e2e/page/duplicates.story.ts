import { expect, test } from "vitest";
import { expectAccessible, open } from "./harness";
import { addPeople } from "./people";

test("two who are one are merged with a click, and parted again by Undo", async () => {
  const { page, server } = await open();
  server.command("hours", "mon-fri", "08:00-10:00");
  await addPeople(page, [
    { name: "Ana Weber", emails: [{ address: "ana@example.com" }], job_title: "Owner" },
    { name: "Ana Weber-Haas", emails: [{ address: "ana@example.com" }], tags: ["expo"] },
  ]);
  await page.goto("/duplicates");
  await page.getByRole("link", { name: "Ana Weber-Haas" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Merge into the left one" }).first().click();
  await page.getByText(/They are one now/).waitFor();
  await page.getByRole("heading", { name: "Merged" }).waitFor();
  await page.goto("/people");
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.goto("/duplicates");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("They are two again.").waitFor();
  await page.goto("/people");
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
});
