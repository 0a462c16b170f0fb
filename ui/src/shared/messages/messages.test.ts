import { expect, test } from "vitest";
import de from "../../../messages/de.json";
import en from "../../../messages/en.json";

const sources = import.meta.glob<string>(["/src/**/*.{ts,tsx}", "!/src/shared/messages/gen/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const TEXTS = { en: textsOf(en), de: textsOf(de) };

test("every text is there in both languages", () => {
  expect(Object.keys(TEXTS.de)).toEqual(Object.keys(TEXTS.en));
});

test("a text takes the same parameters in both languages", () => {
  const differing = Object.keys(TEXTS.en).filter(
    (key) => parametersOf(TEXTS.en[key]) !== parametersOf(TEXTS.de[key]),
  );
  expect(differing).toEqual([]);
});

test("every text is used", () => {
  const all = Object.values(sources).join("\n");
  const used = new Set(Array.from(all.matchAll(/\bm\.([a-z\d_]+)/g), ([, key]) => key));
  expect(Object.keys(TEXTS.en).filter((key) => !used.has(key))).toEqual([]);
});

test("keys are in order, so that two branches seldom meet", () => {
  expect(Object.keys(TEXTS.en)).toEqual(Object.keys(TEXTS.en).toSorted());
});

function textsOf({ $schema: _, ...texts }: Record<string, unknown>): Record<string, unknown> {
  return texts;
}

function parametersOf(text: unknown): string {
  const found = Array.from(JSON.stringify(text).matchAll(/\{(\w+)\}/g), ([, name]) => name);
  return [...new Set(found)].sort().join();
}
