import { expect, test } from "vitest";
import { fitting } from "./columns";

test("every column is shown where there is room", () => {
  expect(fitting(["company", "standing"], 1200)).toEqual(["company", "standing"]);
});

test("the last columns give way first", () => {
  expect(fitting(["company", "standing", "phone"], 520)).toEqual(["company", "standing"]);
});
