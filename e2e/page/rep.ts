import type { Locator, Page } from "playwright-core";
import { guardIsOver } from "./calls";

/** Somebody before the page who counts what it asks of them. */
export class Rep {
  /** What was given to it: a field filled in, rows pasted, something clicked, a key that is no text. */
  n = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async fill(label: string, text: string): Promise<void> {
    this.n += 1;
    await this.#page.getByLabel(label, { exact: true }).fill(text);
  }

  async click(what: Locator): Promise<void> {
    this.n += 1;
    await what.click();
  }

  async press(key: string): Promise<void> {
    this.n += 1;
    await this.#page.keyboard.press(key);
  }

  /** Ends the field that was filled in last, which sends its form: it belongs to that field. */
  async end(): Promise<void> {
    await this.#page.keyboard.press("Enter");
  }

  /** Pastes rows as they come out of a spreadsheet. */
  async paste(rows: string, into: Locator): Promise<void> {
    this.n += 1;
    await this.#page.evaluate((text) => navigator.clipboard.writeText(text), rows);
    await into.focus();
    await this.#page.keyboard.press("ControlOrMeta+v");
  }

  /** Writes a note at a touch: words are not counted. */
  async note(text: string): Promise<void> {
    await this.#page.keyboard.press("n");
    await this.#page.keyboard.type(text);
    await this.#page.keyboard.press("Control+Enter");
  }

  /** Dials whoever is on the screen and files what became of it; some outcomes ask something, and Enter takes what is filled in. */
  async call(outcome: string, asks: boolean): Promise<void> {
    await this.press("Enter");
    await guardIsOver(this.#page);
    await this.press(outcome);
    if (!asks) return;
    await this.#page.getByRole("form").waitFor();
    await this.press("Enter");
  }
}
