import { m } from "@/shared/messages/gen/messages";
import type { SettingKey, SettingShown } from "./queries";

/** What settings are about, in the order in which they are shown. */
export const GROUPS = ["plan", "touches", "people", "limits", "scripts"] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_LABELS: Record<Group, () => string> = {
  plan: m.settings_group_plan,
  touches: m.settings_group_touches,
  people: m.settings_group_people,
  limits: m.settings_group_limits,
  scripts: m.settings_group_scripts,
};

const GROUP_OF: Record<SettingKey, Group> = {
  mode: "plan",
  z_milli: "plan",
  available_mean_ppm: "plan",
  available_var_ppm: "plan",
  leave_counts: "plan",
  keeps_holidays: "plan",
  calling_window: "touches",
  loose_minutes: "touches",
  meeting_minutes: "touches",
  not_now_days: "touches",
  undo_days: "people",
  country: "people",
  language: "people",
  cap_call: "limits",
  cap_email: "limits",
  cap_text: "limits",
  cap_social: "limits",
  cap_letter: "limits",
  cap_walk_in: "limits",
  cap_event: "limits",
  cap_video: "limits",
  our_company: "scripts",
  offer: "scripts",
  fact: "scripts",
  case: "scripts",
};

/** What decides only where the plan counts on some leaving. */
const OF_BUFFER: readonly SettingKey[] = ["z_milli", "available_var_ppm"];

/** The settings of a group; without those that decide nothing as things stand. */
export function settingsOf(all: readonly SettingShown[], group: Group): SettingShown[] {
  const hasBuffer = all.some(({ key, value }) => key === "mode" && value === "expected");
  return all.filter(
    ({ key }) => GROUP_OF[key] === group && (hasBuffer || !OF_BUFFER.includes(key)),
  );
}
