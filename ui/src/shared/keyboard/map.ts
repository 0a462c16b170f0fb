import { m } from "@/shared/messages/gen/messages";

/** Where keys belong; `?` lists them under these headings. */
export type Scope = "everywhere" | "go" | "list" | "person" | "today" | "block" | "sort";

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
  "everywhere.next": { scope: "everywhere", keys: ["."], label: m.keyboard_next_touch },
  "everywhere.add": { scope: "everywhere", keys: [], label: m.keyboard_log },
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
  "list.select_all": { scope: "list", keys: ["Mod+a"], label: m.keyboard_list_select_all },
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
  "list.later": { scope: "list", keys: ["l"], label: m.keyboard_person_later },
  "list.rep": { scope: "list", keys: ["o"], label: m.keyboard_list_rep },
  "list.tag": { scope: "list", keys: ["t"], label: m.keyboard_list_tag },
  "person.replied": { scope: "person", keys: ["y"], label: m.keyboard_person_replied },
  "person.email": { scope: "person", keys: ["e"], label: m.keyboard_list_email },
  "person.later": { scope: "person", keys: ["l"], label: m.keyboard_person_later },
  "person.skip": { scope: "person", keys: ["x"], label: m.keyboard_person_skip },
  "today.start": { scope: "today", keys: ["s"], label: m.keyboard_today_start },
  "today.do": { scope: "today", keys: ["Enter"], label: m.keyboard_today_do },
  "today.email": { scope: "today", keys: ["e"], label: m.keyboard_today_email },
  "today.introduction": { scope: "today", keys: ["i"], label: m.keyboard_today_introduction },
  "today.later": { scope: "today", keys: ["l"], label: m.keyboard_today_later },
  "today.skip": { scope: "today", keys: ["x"], label: m.keyboard_today_skip },
  "today.replied": { scope: "today", keys: ["y"], label: m.keyboard_today_replied },
  "today.close": { scope: "today", keys: ["d"], label: m.keyboard_today_close },
  "block.do": { scope: "block", keys: ["Enter"], label: m.keyboard_block_do },
  "block.no_answer": { scope: "block", keys: ["1"], label: m.outcome_no_answer },
  "block.voicemail": { scope: "block", keys: ["2"], label: m.outcome_voicemail },
  "block.gatekeeper": { scope: "block", keys: ["3"], label: m.outcome_gatekeeper },
  "block.call_back": { scope: "block", keys: ["4"], label: m.outcome_call_back },
  "block.not_now": { scope: "block", keys: ["5"], label: m.outcome_not_now },
  "block.meeting_set": { scope: "block", keys: ["6"], label: m.outcome_meeting_set },
  "block.not_interested": { scope: "block", keys: ["7"], label: m.outcome_not_interested },
  "block.not_a_fit": { scope: "block", keys: ["8"], label: m.outcome_not_a_fit },
  "block.wrong_or_left": { scope: "block", keys: ["9"], label: m.outcome_wrong_or_left },
  "block.do_not_contact": { scope: "block", keys: ["0"], label: m.outcome_do_not_contact },
  "block.stay_no_answer": {
    scope: "block",
    keys: ["Shift+1"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_no_answer() }),
  },
  "block.stay_voicemail": {
    scope: "block",
    keys: ["Shift+2"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_voicemail() }),
  },
  "block.stay_gatekeeper": {
    scope: "block",
    keys: ["Shift+3"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_gatekeeper() }),
  },
  "block.stay_call_back": {
    scope: "block",
    keys: ["Shift+4"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_call_back() }),
  },
  "block.stay_not_now": {
    scope: "block",
    keys: ["Shift+5"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_not_now() }),
  },
  "block.stay_meeting_set": {
    scope: "block",
    keys: ["Shift+6"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_meeting_set() }),
  },
  "block.stay_not_interested": {
    scope: "block",
    keys: ["Shift+7"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_not_interested() }),
  },
  "block.stay_not_a_fit": {
    scope: "block",
    keys: ["Shift+8"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_not_a_fit() }),
  },
  "block.stay_wrong_or_left": {
    scope: "block",
    keys: ["Shift+9"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_wrong_or_left() }),
  },
  "block.stay_do_not_contact": {
    scope: "block",
    keys: ["Shift+0"],
    label: () => m.keyboard_block_stay({ outcome: m.outcome_do_not_contact() }),
  },
  "block.referral": { scope: "block", keys: ["r"], label: m.keyboard_block_referral },
  "block.asked": { scope: "block", keys: ["q"], label: m.keyboard_block_asked },
  "block.fit": { scope: "block", keys: ["f"], label: m.keyboard_block_fit },
  "block.note": { scope: "block", keys: ["n"], label: m.keyboard_block_note },
  "block.private": { scope: "block", keys: ["p"], label: m.keyboard_block_private },
  "block.next": { scope: "block", keys: ["]", "ArrowRight"], label: m.keyboard_block_next },
  "block.previous": {
    scope: "block",
    keys: ["[", "ArrowLeft"],
    label: m.keyboard_block_previous,
  },
  "block.undo": { scope: "block", keys: ["z"], label: m.keyboard_undo },
  "block.do_not_call": { scope: "block", keys: ["c"], label: m.outcome_do_not_call },
  "block.leave": { scope: "block", keys: ["Escape"], label: m.keyboard_block_leave },
  "sort.fits": { scope: "sort", keys: ["f"], label: m.keyboard_sort_fits },
  "sort.introduce": { scope: "sort", keys: ["i"], label: m.keyboard_sort_introduce },
  "sort.keep": { scope: "sort", keys: ["k"], label: m.keyboard_sort_keep },
  "sort.neither": { scope: "sort", keys: ["x"], label: m.keyboard_sort_neither },
  "sort.undo": { scope: "sort", keys: ["z"], label: m.keyboard_undo },
  "sort.stop": { scope: "sort", keys: ["Escape"], label: m.keyboard_sort_stop },
} as const satisfies Record<string, Entry>;

export type CommandId = keyof typeof COMMANDS;

/** Any entry, with what it may leave out. */
export function entryOf(id: CommandId): Entry {
  return COMMANDS[id];
}
