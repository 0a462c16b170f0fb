import { m } from "@/shared/messages/gen/messages";
import type { SettingKey } from "./queries";

/** What each setting decides. */
export const SETTING_LABELS: Record<SettingKey, () => string> = {
  mode: m.settings_value_mode,
  z_milli: m.settings_value_z_milli,
  available_mean_ppm: m.settings_value_available_mean_ppm,
  available_var_ppm: m.settings_value_available_var_ppm,
  leave_counts: m.settings_value_leave_counts,
  keeps_holidays: m.settings_value_keeps_holidays,
  calling_window: m.settings_value_calling_window,
  loose_minutes: m.settings_value_loose_minutes,
  meeting_minutes: m.settings_value_meeting_minutes,
  not_now_days: m.settings_value_not_now_days,
  undo_days: m.settings_value_undo_days,
  country: m.settings_value_country,
  language: m.settings_value_language,
  cap_call: m.settings_value_cap_call,
  cap_email: m.settings_value_cap_email,
  cap_text: m.settings_value_cap_text,
  cap_social: m.settings_value_cap_social,
  cap_letter: m.settings_value_cap_letter,
  cap_walk_in: m.settings_value_cap_walk_in,
  cap_event: m.settings_value_cap_event,
  cap_video: m.settings_value_cap_video,
  our_company: m.settings_value_our_company,
  offer: m.settings_value_offer,
  fact: m.settings_value_fact,
  case: m.settings_value_case,
};
