import { expect, test } from "vitest";
import { settingsOf } from "./groups";
import type { SettingShown } from "./queries";

const setting = (key: SettingShown["key"], value: string): SettingShown => ({
  key,
  value,
  default: value,
  bound: "",
  sentence: "",
});

function keysOf(mode: string) {
  const all = [
    setting("mode", mode),
    setting("z_milli", "2326"),
    setting("keeps_holidays", "yes"),
    setting("cap_call", "none"),
  ];
  return settingsOf(all, "plan").map(({ key }) => key);
}

test("a buffer is asked for only where the plan counts with one", () => {
  expect(keysOf("certain")).toEqual(["mode", "keeps_holidays"]);
  expect(keysOf("expected")).toEqual(["mode", "z_milli", "keeps_holidays"]);
});
