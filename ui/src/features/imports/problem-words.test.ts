import { expect, test } from "vitest";
import { problemWords } from "./problem-words";
import { namesPeople, refusalOf } from "./refusal";

test("a value stands apart from what is wrong with it", () => {
  expect(problemWords("`12.13.2024`: no such day")).toEqual({
    value: "12.13.2024",
    why: "There is no such day.",
  });
  expect(problemWords("no name, address or number (E-mail: `x`: no e-mail address)")).toEqual({
    value: undefined,
    why: "No name, address or number.",
  });
});

test("what is not known is not told in the words of the server", () => {
  expect(problemWords("`x`: something new").why).toBe("It cannot be used as it stands.");
  expect(refusalOf({ code: "refused", detail: "something new" }).text).not.toContain("new");
});

test("a refusal of a table names its columns, and no command line", () => {
  const detail =
    "no people in this file: no column is clearly a person's name, address or number; its columns are `Page`, `Visits`; map one by hand with COLUMN=FIELD";
  const { text, columns } = refusalOf({ code: "refused", detail });
  expect(columns).toEqual(["Page", "Visits"]);
  expect(text).not.toMatch(/COLUMN|by hand with/);
});

test("a name, an address or a number makes a row somebody", () => {
  const fields = ["full", "email_work", "phone_main", "company", "ignore"] as const;
  expect(fields.map(namesPeople)).toEqual([true, true, true, false, false]);
});
