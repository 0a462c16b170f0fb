import {
  IconAddressBook,
  IconBuilding,
  IconCalendarStats,
  IconChefHat,
  IconRoute,
  IconSettings,
  IconSun,
  IconUsers,
} from "@tabler/icons-react";
import { type AnyRouter, useRouter } from "@tanstack/react-router";
import type { CommandId } from "@/shared/keyboard/map";
import { m } from "@/shared/messages/gen/messages";

/** A place in the navigation. */
export type Screen = {
  path: string;
  label: () => string;
  icon: typeof IconSun;
  /** The key that goes there. */
  command: CommandId;
  /** Which of the groups it stands in. */
  group: number;
  /** Stands in the bar of a phone; the others are behind More. */
  isOnPhone?: true;
};

/** Every place of the navigation in its order. It is shown once its route is there: nobody lists it a second time. */
const SCREENS: readonly Screen[] = [
  {
    path: "/",
    label: m.screen_today,
    icon: IconSun,
    command: "go.today",
    group: 0,
    isOnPhone: true,
  },
  {
    path: "/people",
    label: m.screen_people,
    icon: IconAddressBook,
    command: "go.people",
    group: 1,
    isOnPhone: true,
  },
  {
    path: "/companies",
    label: m.screen_companies,
    icon: IconBuilding,
    command: "go.companies",
    group: 1,
  },
  {
    path: "/cadences",
    label: m.screen_cadences,
    icon: IconRoute,
    command: "go.cadences",
    group: 1,
  },
  {
    path: "/plan",
    label: m.screen_plan,
    icon: IconCalendarStats,
    command: "go.plan",
    group: 2,
    isOnPhone: true,
  },
  {
    path: "/cookbook",
    label: m.screen_cookbook,
    icon: IconChefHat,
    command: "go.cookbook",
    group: 2,
  },
  { path: "/team", label: m.screen_team, icon: IconUsers, command: "go.team", group: 4 },
  {
    path: "/settings",
    label: m.screen_settings,
    icon: IconSettings,
    command: "go.settings",
    group: 4,
  },
];

/** The screens that are built. */
export function useScreens(): readonly Screen[] {
  return screensOf(useRouter());
}

/** Whether there is a route of this path. */
export function hasRoute(router: AnyRouter, path: string): boolean {
  return path in router.routesByPath;
}

function screensOf(router: AnyRouter): readonly Screen[] {
  return SCREENS.filter((screen) => hasRoute(router, screen.path));
}
