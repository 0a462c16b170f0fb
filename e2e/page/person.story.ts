import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, open, PHONE, screenshot, tabTo } from "./harness";
import { addPeople } from "./people";
import { openReady, TUESDAY } from "./ready";

test("somebody is started, moved, skipped, paused and stopped from their page by keys alone", async () => {
  const { page } = await openReady({ people: 1, started: 0 });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ada Number00" }).waitFor();

  await page.getByRole("button", { name: "Start on a cadence" }).waitFor();
  await tabTo(page, "Start on a cadence");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Start 1" }).waitFor();
  await expectAccessible(page);
  await tabTo(page, "Start 1");
  await page.keyboard.press("Enter");
  await page.getByText("1 started.").waitFor();
  // Keys do nothing behind a dialog, also while it goes.
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Touch 1 of 8, Cold").waitFor();

  await page.keyboard.press("l");
  await dialog.getByText("Move the next touch").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(/Ada Number00 moved to/).waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Moved to later").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Moved to later").waitFor({ state: "detached" });

  await page.keyboard.press("x");
  await why(page, "The line is dead");
  await page.getByText("A touch of Ada Number00 is skipped.").waitFor();
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 1 of 8, Cold").waitFor();
  await page.keyboard.press("x");
  await why(page, "The line is dead");
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await screenshot(page, "person-working");

  await tabTo(page, "Pause");
  await page.keyboard.press("Enter");
  await page.getByText("Paused: Cold").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 2 of 8, Cold").waitFor();

  await tabTo(page, "Stop");
  await page.keyboard.press("Enter");
  await why(page, "Merged into another company");
  await page.getByText("The cadence of Ada Number00 is stopped.").waitFor();
  await page.getByText("Nothing is planned.").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 2 of 8, Cold").waitFor();
  await page.getByText("The line is dead").waitFor();
});

/** Says why in the form that is open; without a word nothing is done. */
async function why(page: Page, text: string): Promise<void> {
  const field = page.getByRole("dialog").getByLabel("Why");
  await field.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Say why.").waitFor();
  await page.keyboard.type(text);
  expect(await field.inputValue()).toBe(text);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("from the twentieth call on, when they answer is told by the hours where they are", async () => {
  const { page } = await open({ now: TUESDAY });
  await page.clock.setFixedTime(TUESDAY);
  const [id = ""] = await addPeople(page, [
    { name: "Ana Weber", zone: "America/New_York", phones: [{ number: "+12025550123" }] },
  ]);
  await called(page, id, "2026-11-23T14:10:00Z", "no_answer", 12);
  await called(page, id, "2026-11-23T21:30:00Z", "call_back", 7);
  await page.goto(`/people/${id}`);
  const strip = page.getByRole("figure");
  await page.getByText("Call: Call back").first().waitFor();
  expect(await strip.count()).toBe(0);
  await called(page, id, "2026-11-23T21:40:00Z", "voicemail", 1);
  await page.reload();
  await strip.getByText("7 of 20 calls answered").waitFor();
  const hours = await strip.getByRole("listitem").all();
  expect(hours).toHaveLength(8);
  expect(await hours[0]?.getAttribute("aria-label")).toBe("09:00: 0 of 12 calls answered");
  expect(await hours[7]?.getAttribute("aria-label")).toBe("16:00: 7 of 8 calls answered");
  await screenshot(page, "person-hours");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  await strip.scrollIntoViewIfNeeded();
  await screenshot(page, "person-hours-phone-dark");
});

/** Logs so many calls to somebody at one time, with one outcome. */
async function called(page: Page, person: string, at: string, outcome: string, n: number) {
  await page.evaluate(
    async (told) => {
      for (let left = told.n; left > 0; left -= 1) {
        const id = crypto.randomUUID().replace(/^(.{14})./, "$17");
        const { person, at, outcome } = told;
        const agreed = outcome === "call_back" ? { agreed: "2026-12-01T15:00:00Z" } : {};
        const answer = await fetch(`/api/v1/activities/${id}`, {
          method: "PUT",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ person, at, outcome, channel: "call", ...agreed }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
    },
    { person, at, outcome, n },
  );
}

test("whoever has no room any more is taken up against the plan with a why, which is kept, and Undo pauses them again", async () => {
  const { page, server } = await openReady({
    people: 20,
    started: 20,
    hours: ["mon-fri", "10:00-10:08"],
  });
  const [ada] = await page.evaluate(async () => {
    const { touches } = await (await fetch("/api/v1/today")).json();
    return touches.map((it: { person: string }) => it.person);
  });
  server.command("pause", "--person", ada);
  server.command("start", "--cadence", "Cold", "--count", "1");
  await page.goto(`/people/${ada}`);
  await page.getByRole("button", { name: "Resume" }).click();
  const dialog = page.getByRole("dialog", { name: /^No room for / });
  await dialog.getByText("something promised comes late", { exact: false }).waitFor();
  await expectAccessible(page);
  await screenshot(page, "resume-against-plan");
  await page.keyboard.press("Enter");
  await dialog.getByText("Say why").first().waitFor();
  await dialog.getByLabel("Why").fill("They asked for it");
  await page.keyboard.press("Enter");
  await page.getByText("is taken up again against the plan.", { exact: false }).waitFor();
  await page.getByText("They asked for it").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Resume" }).waitFor();
});

test("who says “not now” is in nurture until the day they name, and Undo puts them back", async () => {
  const { page } = await openReady({ people: 1, started: 1 });
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByText("Touch 1 of 8, Cold").waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Nurture until…" }).click();
  const dialog = page.getByRole("dialog");
  const until = dialog.getByLabel("Not before");
  expect(await until.inputValue()).toBe("2027-02-23");
  await dialog.getByRole("button", { name: "In half a year" }).click();
  expect(await until.inputValue()).toBe("2027-05-25");
  await expectAccessible(page);
  await screenshot(page, "person-nurture");
  await dialog.getByRole("button", { name: "Nurture until then" }).click();
  await page.getByText(/^Ada Number00 is in nurture until/).waitFor();
  await page.getByText("In nurture", { exact: true }).waitFor();
  await page.getByText("Nothing is planned.").waitFor();
  await page.keyboard.press("z");
  await page.getByText("Touch 1 of 8, Cold").waitFor();
  await page.getByText("Prospect", { exact: true }).waitFor();
});

test("somebody is put in nurture without a talk, and the why of their fit is told, kept and taken back", async () => {
  const { page } = await openReady({ people: 1, started: 0 });
  await page.goto("/people");
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Ada Number00" }).waitFor();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Nurture until…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("No conversation is counted.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Nurture until then" }).click();
  await page.getByText(/^Ada Number00 is in nurture until/).waitFor();
  await page.getByText("In nurture", { exact: true }).waitFor();
  await page.getByText("Not contacted yet", { exact: false }).waitFor();
  await page.keyboard.press("z");
  await page.getByText("Lead", { exact: true }).waitFor();

  await page.getByRole("radiogroup", { name: "Fit" }).getByText("Yes").click();
  await dialog.getByLabel("Why").fill("Buys two machines a year");
  await dialog.getByRole("button", { name: "Save" }).click();
  const why = page.getByText("Buys two machines a year");
  await why.waitFor();
  await page.getByRole("button", { name: "Change the why" }).click();
  await dialog.getByLabel("Why").fill("Buys four");
  await expectAccessible(page);
  await screenshot(page, "person-fit-why");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Buys four").waitFor();
  await page.keyboard.press("z");
  await why.waitFor();
});
