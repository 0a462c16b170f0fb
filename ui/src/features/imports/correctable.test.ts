import { expect, test } from "vitest";
import { columnsToCorrect } from "./correctable";

const column = (header: string, field: string) => ({ header, field, certainty: 1 });
const COLUMNS = [
  column("Company", "company"),
  column("First name", "given"),
  column("Last name", "family"),
  column("E-mail", "email"),
  column("Phone", "phone"),
];

test("a value is corrected in its own column", () => {
  const problem = { row: 4, column: "E-mail", kind: "email" } as const;
  expect(columnsToCorrect(problem, COLUMNS)).toEqual(["E-mail"]);
});

test("a row in which nobody is told is corrected by a name or an address", () => {
  const problem = { row: 4, column: "", kind: "nobody" } as const;
  expect(columnsToCorrect(problem, COLUMNS)).toEqual(["First name", "Last name", "E-mail"]);
});

test("a header that stands twice tells no cell", () => {
  const twice = [column("Phone", "phone"), column("Phone", "phone_mobile")];
  expect(columnsToCorrect({ row: 1, column: "Phone", kind: "phone" }, twice)).toEqual([]);
  expect(columnsToCorrect({ row: 1, column: "", kind: "nobody" }, twice)).toEqual([]);
});

test("what is no row of a person is not corrected", () => {
  expect(columnsToCorrect({ row: 9, column: "", kind: "sums" }, COLUMNS)).toEqual([]);
  expect(columnsToCorrect({ row: 0, column: "", kind: "sheet" }, COLUMNS)).toEqual([]);
  expect(columnsToCorrect({ row: 2, column: "TEL", kind: "phone" }, [])).toEqual([]);
});
