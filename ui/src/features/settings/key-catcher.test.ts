import { expect, test } from "vitest";
import { setKeyboardPreferences } from "@/shared/keyboard/preferences";
import { usedBy } from "./key-catcher";

test("a key that another command has is told, also where it only begins that one's", () => {
  expect(usedBy("z", "everywhere.find")).toBe("everywhere.undo");
  expect(usedBy("g", "everywhere.undo")).toBe("go.today");
  expect(usedBy("Mod+k", "everywhere.find")).toBeUndefined();
});

test("a key that was given away is free, and the one it was given to has it", () => {
  setKeyboardPreferences({ keys: { "everywhere.add_person": ["u"] } });
  expect(usedBy("a", "everywhere.find")).toBeUndefined();
  expect(usedBy("u", "everywhere.find")).toBe("everywhere.add_person");
  setKeyboardPreferences({ keys: {} });
});
