import { getRouteApi } from "@tanstack/react-router";
import { SettingsPage } from "@/features/settings/settings-page";

const route = getRouteApi("/frame/settings");

/** The settings; which part of them is open stands in the address. */
export function SettingsScreen() {
  return <SettingsPage part={route.useSearch().part ?? "you"} />;
}
