import { expect, test } from "vitest";
import { newId } from "./new-id";

test("an id is a UUID of version 7 that holds its time, and no two are the same", () => {
  const made = Array.from({ length: 200 }, () => newId(Date.UTC(2026, 10, 24)));
  for (const id of made) {
    expect(id).toMatch(/^01a20ada-2c00-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect(new Set(made).size).toBe(made.length);
});
