import { expect, test } from "vitest";
import { problemWords } from "./problem-words";
import { namesPeople, refusalOf } from "./refusal";

test("a value stands apart from what is wrong with it", () => {
  expect(
    problemWords({ kind: "date", value: "12.13.2024", why: "`12.13.2024`: no such day" }),
  ).toEqual({
    value: "12.13.2024",
    why: "There is no such day.",
  });
  expect(
    problemWords({
      kind: "nobody",
      why: "no name, address or number (E-mail: `x`: no e-mail address)",
    }),
  ).toEqual({
    value: undefined,
    why: "No name, address or number.",
  });
});

test("what is not known is not told in the words of the server", () => {
  expect(problemWords({ why: "`x`: something new" })).toEqual({
    value: "x",
    why: "It cannot be used as it stands.",
  });
  expect(problemWords({ kind: "phone", why: "`x`: something new" }).why).toBe(
    "This is no phone number.",
  );
  expect(refusalOf({ code: "refused", detail: "something new" }).text).not.toContain("new");
});

test("a refusal of a table names its columns, and no command line", () => {
  const detail = "no people in this file: no column is clearly a person's; map with COLUMN=FIELD";
  const refusal = { kind: "not_people", columns: ["Page", "Visits"] } as const;
  const { text, columns } = refusalOf({
    code: "refused",
    detail,
    refusal: { ...refusal, columns: [...refusal.columns] },
  });
  expect(columns).toEqual(["Page", "Visits"]);
  expect(text).not.toMatch(/COLUMN|by hand with/);
});

test("a name, an address or a number makes a row somebody", () => {
  const fields = ["full", "email_work", "phone_main", "company", "ignore"] as const;
  expect(fields.map(namesPeople)).toEqual([true, true, true, false, false]);
});
