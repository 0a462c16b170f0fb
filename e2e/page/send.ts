import type { Page } from "playwright-core";

/** Asks the server for a change as the page itself would. */
export async function send(page: Page, method: string, path: string, body: unknown): Promise<void> {
  await page.evaluate(
    async ([how, where, what]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(where, { method: how, headers, body: what });
      if (!answer.ok) throw new Error(await answer.text());
    },
    [method, path, JSON.stringify(body)] as const,
  );
}

/** A recipe of two calls on each working day. */
export const TWO_CALLS = `
name = "Daily"

[[ingredients]]
name = "Calls"
behaviours = ["calls"]
goals = [2, 2, 2, 2, 2, 0, 0]
`;
