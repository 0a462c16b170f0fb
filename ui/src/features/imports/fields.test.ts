import { expect, test } from "vitest";
import { columnName, columnsShown } from "./fields";

const column = (header: string, field: string) => ({ header, field });

test("whoever a row is stands first, ids of another program last, and what is left out nowhere", () => {
  const columns = [
    column("Lead ID", "id"),
    column("OwnerId", "owner"),
    column("Name", "full"),
    column("Notes", "ignore"),
    column("Company", "company"),
  ];
  expect(columnsShown(columns).map((it) => [it.column.header, it.at])).toEqual([
    ["Name", 2],
    ["Company", 4],
    ["Lead ID", 0],
    ["OwnerId", 1],
  ]);
});

test("a column is called by what it holds, one of one's own by its header", () => {
  expect(columnName(column("Mail", "email"))).toBe("E-mail");
  expect(columnName(column("Badge no.", "custom"))).toBe("Badge no.");
});
