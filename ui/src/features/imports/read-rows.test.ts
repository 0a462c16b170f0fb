import { expect, test } from "vitest";
import { firstRowOf, parse } from "./read-rows";

test("a cell in quotes keeps separators, line ends and quotes", () => {
  expect(parse('a,"b, ""c""\nd"\r\n\r\ne,\n', ",")).toEqual([
    ["a", 'b, "c"\nd'],
    ["e", ""],
  ]);
});

test("the first row stands below the headers, however the columns are parted", async () => {
  const row = await firstRowOf("Made by x\nPage;Visits\nAda;3\nAlan;5", ["Page", "Visits"]);
  expect(row?.get("Visits")).toBe("3");
  expect(await firstRowOf("Page;Visits\nAda;3", ["Name"])).toBeUndefined();
});
