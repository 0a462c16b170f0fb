import type { Role } from "@/features/identity/public/members";
import { m } from "@/shared/messages/gen/messages";

/** The parts of the settings, in their order. */
export const PARTS = [
  "you",
  "place",
  "keyboard",
  "work",
  "data",
  "workspace",
  "members",
  "system",
] as const;
export type Part = (typeof PARTS)[number];

export const PART_LABELS: Record<Part, () => string> = {
  you: m.settings_part_you,
  place: m.settings_part_place,
  keyboard: m.settings_part_keyboard,
  work: m.settings_part_work,
  data: m.settings_part_data,
  workspace: m.settings_part_workspace,
  members: m.settings_part_members,
  system: m.settings_part_system,
};

const OF_ADMINS: readonly Part[] = ["workspace", "members", "system"];

/** The parts that somebody of this role sees. */
export function partsOf(role: Role): Part[] {
  return PARTS.filter((part) => role === "admin" || !OF_ADMINS.includes(part));
}
