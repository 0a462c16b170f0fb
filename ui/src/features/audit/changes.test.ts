import { expect, test } from "vitest";
import { changesText, personOf } from "./changes";

const ZONE = "Europe/Berlin";

test("what changed is told with what it is now, days as days and ids not at all", () => {
  const line = {
    fields: ["person_id", "version_id", "started_on"],
    values: ["019a-a", "019a-b", "2026-11-24"],
  };
  expect(changesText(line, ZONE)).toBe("started on: Tue 24 Nov");
});

test("where the values are gone, the names of the fields stay", () => {
  expect(changesText({ fields: ["name", "is_disabled"], values: null }, ZONE)).toBe(
    "name, no access",
  );
  expect(changesText({ fields: ["is_disabled"], values: [true] }, ZONE)).toBe("no access: yes");
});

test("what is made of parts is named, not spelled out", () => {
  const line = { fields: ["week", "role"], values: ["[(1, [(540, 660)])]", "coach"] };
  expect(changesText(line, ZONE)).toBe("hours of the week, role: coach");
});

test("a field that nobody named yet is called as the record calls it, and a long value is cut", () => {
  const told = changesText({ fields: ["shade"], values: ["x".repeat(200)] }, ZONE);
  expect(told).toMatch(/^shade: x{80}…$/);
});

test("a line leads to the person it is about", () => {
  const line = { id: "1", recorded_at: "", action: "started", is_erased: false };
  expect(personOf({ ...line, subject: "person", subject_id: "p", fields: [] })).toBe("p");
  expect(personOf({ ...line, subject: "enrollment", fields: ["person_id"], values: ["q"] })).toBe(
    "q",
  );
  expect(personOf({ ...line, subject: "hours", fields: ["week"], values: ["x"] })).toBeUndefined();
});
