import { m } from "@/shared/messages/gen/messages";

/** Where keys belong; `?` lists them under these headings. */
export type Scope = "everywhere" | "go" | "list" | "person";

type Entry = {
  scope: Scope;
  /**
   * Keys that do it, in the order they are shown: "Mod+k", "g t" (one after the other), "Shift+j", "Enter", "1".
   * Digits and Space are meant by position, so the number pad and every layout count; the rest by what is typed.
   */
  keys: readonly string[];
  /** What it does, as `?` and the command box call it. */
  label: () => string;
  /** Also works while a field has focus. */
  inFields?: true;
  /** Goes on while the key is held. */
  repeats?: true;
};

/**
 * The one keyboard map: every command of every screen, each with its own id. A screen says what a command does there
 * (`useCommands`); what no screen that is open has taken up does nothing and is not listed.
 */
export const COMMANDS = {
  "everywhere.find": {
    scope: "everywhere",
    keys: ["Mod+k"],
    label: m.keyboard_find,
    inFields: true,
  },
  "everywhere.keys": { scope: "everywhere", keys: ["?"], label: m.keyboard_keys },
  "everywhere.add_person": {
    scope: "everywhere",
    keys: ["a"],
    label: m.keyboard_add_person,
  },
  "everywhere.close": {
    scope: "everywhere",
    keys: ["Escape"],
    label: m.keyboard_close,
  },
  "everywhere.undo": { scope: "everywhere", keys: ["z"], label: m.keyboard_undo },
  "go.today": { scope: "go", keys: ["g t"], label: m.screen_today },
  "go.people": { scope: "go", keys: ["g p"], label: m.screen_people },
  "go.companies": { scope: "go", keys: ["g c"], label: m.screen_companies },
  "go.cadences": { scope: "go", keys: ["g a"], label: m.screen_cadences },
  "go.plan": { scope: "go", keys: ["g l"], label: m.screen_plan },
  "go.cookbook": { scope: "go", keys: ["g k"], label: m.screen_cookbook },
  "go.team": { scope: "go", keys: ["g e"], label: m.screen_team },
  "go.settings": { scope: "go", keys: ["g s"], label: m.screen_settings },
  "list.next": {
    scope: "list",
    keys: ["j", "ArrowDown"],
    label: m.keyboard_list_next,
    repeats: true,
  },
  "list.previous": {
    scope: "list",
    keys: ["k", "ArrowUp"],
    label: m.keyboard_list_previous,
    repeats: true,
  },
  "list.open": { scope: "list", keys: ["Enter"], label: m.keyboard_list_open },
  "list.select": { scope: "list", keys: ["Space"], label: m.keyboard_list_select },
  "list.extend_down": {
    scope: "list",
    keys: ["Shift+j"],
    label: m.keyboard_list_extend_down,
    repeats: true,
  },
  "list.extend_up": {
    scope: "list",
    keys: ["Shift+k"],
    label: m.keyboard_list_extend_up,
    repeats: true,
  },
  "list.filter": { scope: "list", keys: ["/"], label: m.keyboard_list_filter },
  "list.peek": { scope: "list", keys: ["v"], label: m.keyboard_list_peek },
  "list.edit": { scope: "list", keys: ["F2"], label: m.keyboard_list_edit },
  "list.email": { scope: "list", keys: ["e"], label: m.keyboard_list_email },
  "list.rep": { scope: "list", keys: ["o"], label: m.keyboard_list_rep },
  "list.tag": { scope: "list", keys: ["t"], label: m.keyboard_list_tag },
  "person.replied": { scope: "person", keys: ["y"], label: m.keyboard_person_replied },
  "person.email": { scope: "person", keys: ["e"], label: m.keyboard_list_email },
  "person.later": { scope: "person", keys: ["l"], label: m.keyboard_person_later },
  "person.skip": { scope: "person", keys: ["x"], label: m.keyboard_person_skip },
} as const satisfies Record<string, Entry>;

export type CommandId = keyof typeof COMMANDS;

/** Any entry, with what it may leave out. */
export function entryOf(id: CommandId): Entry {
  return COMMANDS[id];
}
