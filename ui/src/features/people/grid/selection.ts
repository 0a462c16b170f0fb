/** Which row one is at and which are selected; rows are known by their ids, so nothing is lost when the list changes. */
export type Selection = {
  /** The row the keys act on; none before the first key. */
  at: string | undefined;
  selected: ReadonlySet<string>;
  /** The list of which everybody is meant, also those who are not read yet; none once a single row is selected or let go. */
  allOf: string | undefined;
};

export const NOTHING_SELECTED: Selection = {
  at: undefined,
  selected: new Set(),
  allOf: undefined,
};

/** What somebody does to a selection. `ids` are the rows in their order. */
export type Move =
  | { kind: "go"; id: string }
  | { kind: "step"; by: 1 | -1; ids: readonly string[] }
  | { kind: "extend"; by: 1 | -1; ids: readonly string[] }
  | { kind: "toggle"; id: string }
  | { kind: "reach"; id: string; ids: readonly string[] }
  | { kind: "all"; ids: readonly string[]; of: string }
  | { kind: "none" };

/** The selection after a move. */
export function moved(before: Selection, move: Move): Selection {
  switch (move.kind) {
    case "go":
      return { ...before, at: move.id };
    case "step":
      return { ...before, at: beside(before.at, move.by, move.ids) };
    case "all": {
      const selected = new Set([...before.selected, ...move.ids]);
      return { ...before, selected, allOf: move.of };
    }
    default:
      return { ...rowsAfter(before, move), allOf: undefined };
  }
}

function rowsAfter(before: Selection, move: Exclude<Move, { kind: "go" | "step" | "all" }>): Rows {
  switch (move.kind) {
    case "extend":
      return extended(before, move.by, move.ids);
    case "toggle":
      return { at: move.id, selected: toggled(before.selected, move.id) };
    case "reach":
      return reached(before, move.id, move.ids);
    case "none":
      return { ...before, selected: new Set() };
  }
}

/** The row above or below; the first one where there is none yet, the last where the list ends. */
function beside(at: string | undefined, by: number, ids: readonly string[]): string | undefined {
  const place = at === undefined ? -1 : ids.indexOf(at);
  if (place === -1) return ids[0];
  return ids[Math.min(Math.max(place + by, 0), ids.length - 1)];
}

type Rows = Pick<Selection, "at" | "selected">;

/** Goes one on and selects both; going back over selected rows lets them go again. */
function extended(before: Rows, by: 1 | -1, ids: readonly string[]): Rows {
  const next = beside(before.at, by, ids);
  if (next === undefined) return before;
  const selected = new Set(before.selected);
  const isGoingBack =
    before.at !== undefined && next !== before.at && selected.has(before.at) && selected.has(next);
  if (isGoingBack && before.at !== undefined) {
    selected.delete(before.at);
  } else {
    if (before.at !== undefined) selected.add(before.at);
    selected.add(next);
  }
  return { at: next, selected };
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(selected);
  if (!after.delete(id)) after.add(id);
  return after;
}

/** Selects everything from where one is to here, as a click with Shift does. */
function reached(before: Rows, id: string, ids: readonly string[]): Rows {
  const from = before.at === undefined ? -1 : ids.indexOf(before.at);
  const to = ids.indexOf(id);
  if (from === -1 || to === -1) return { at: id, selected: toggled(before.selected, id) };
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { at: id, selected: new Set([...before.selected, ...between]) };
}
