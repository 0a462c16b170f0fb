import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What on Today tells of a number without counting anything: when it is, who it is about, and which key does what. */
const NO_COUNT = "h1, kbd, li button, [aria-haspopup=dialog], [role=dialog], [role=toolbar], svg";

/** Every number on Today is clicked: the rows it opens add up to it. */
export async function expectRowsToAddUp(page: Page): Promise<void> {
  expect(await loose(page)).toEqual([]);
  // How long one has is chosen, not counted.
  const numbers = page.locator("#content [aria-haspopup=dialog]:not([aria-describedby=free-now])");
  const n = await numbers.count();
  expect(n).toBeGreaterThan(0);
  for (let at = 0; at < n; at += 1) {
    const number = numbers.nth(at);
    const told = (await number.getAttribute("aria-label")) ?? (await number.textContent()) ?? "";
    await number.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("table").waitFor();
    const { rows, sum } = await rowsOf(page);
    expect(sum, `the sum under “${told}”`).toBe(rows.reduce((all, row) => all + row, 0));
    const figures = [...told.matchAll(/-?\d+/g)].map(([figure]) => Number(figure));
    expect(figures, `“${told}” opens rows that come to ${sum}`).toContain(sum);
    if (/touch(?:es)? left/.test(told)) expect(figures).toContain(rows.length);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
}

/** The numbers of the rows in the dialog that is open, and the sum that stands under them. */
function rowsOf(page: Page): Promise<{ rows: number[]; sum: number }> {
  return page.getByRole("dialog").evaluate((dialog) => {
    const last = (row: Element) => Number(row.lastElementChild?.textContent);
    const rows = [...dialog.querySelectorAll("tbody tr")].map(last);
    const [sum = Number.NaN] = [...dialog.querySelectorAll("tfoot tr")].map(last);
    return { rows, sum };
  });
}

/** Numbers that open nothing, other than those whose rows stand right below them. */
function loose(page: Page): Promise<string[]> {
  return page.locator("#content").evaluate((content, noCount) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const told = (text.textContent ?? "").replaceAll(/\d+:\d+/g, "");
      const holder = text.parentElement;
      if (!/\d/.test(told) || holder === null || holder.closest(noCount) !== null) continue;
      const section = holder.closest("section");
      const below = section?.querySelectorAll("li").length;
      const met = section?.querySelectorAll("li [data-met=met]").length;
      const figures = [...told.matchAll(/\d+/g)].map(([figure]) => Number(figure));
      if (!figures.every((figure) => figure === below || figure === met)) found.push(told);
    }
    return found;
  }, NO_COUNT);
}
