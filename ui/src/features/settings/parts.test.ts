import { expect, test } from "vitest";
import { partsOf } from "./parts";

test("only an admin sees the workspace, its members and its machinery", () => {
  expect(partsOf("rep")).toEqual(["you", "place", "keyboard", "work", "data"]);
  expect(partsOf("coach")).toEqual(partsOf("rep"));
  expect(partsOf("admin")).toEqual([...partsOf("rep"), "workspace", "members", "system"]);
});
