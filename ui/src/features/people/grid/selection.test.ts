import { describe, expect, test } from "vitest";
import { type Move, moved, NOTHING_SELECTED, type Selection } from "./selection";

const ids = ["a", "b", "c", "d"];
const down: Move = { kind: "step", by: 1, ids };
const up: Move = { kind: "step", by: -1, ids };
const more: Move = { kind: "extend", by: 1, ids };
const less: Move = { kind: "extend", by: -1, ids };

/** Where one is, then those selected: "c: bc". */
function stateAfter(moves: readonly Move[], before: Selection = NOTHING_SELECTED): string {
  const { at, selected } = moves.reduce(moved, before);
  return `${at ?? "-"}: ${[...selected].sort().join("")}`;
}

describe("the keys of a list", () => {
  test.each([
    ["the first step goes to the first row", [down], "a: "],
    ["steps go on", [down, down, down], "c: "],
    ["the ends hold", [down, up, up], "a: "],
    ["the last row holds", [down, down, down, down, down, down], "d: "],
    ["extending selects where one was and where one comes", [down, more], "b: ab"],
    ["extending goes on", [down, more, more], "c: abc"],
    ["going back lets the last one go", [down, more, more, less], "b: ab"],
    ["a list of nobody has no row", [{ ...down, ids: [] }], "-: "],
  ] as const)("%s", (_, moves, expected) => {
    expect(stateAfter(moves)).toBe(expected);
  });
});

describe("selecting", () => {
  test.each([
    ["selects and lets go", [{ kind: "toggle", id: "b" }], "b: b"],
    [
      "twice is never",
      [
        { kind: "toggle", id: "b" },
        { kind: "toggle", id: "b" },
      ],
      "b: ",
    ],
    [
      "with Shift takes all between",
      [
        { kind: "toggle", id: "d" },
        { kind: "reach", id: "b", ids },
      ],
      "b: bcd",
    ],
    ["with Shift and nothing before takes one", [{ kind: "reach", id: "b", ids }], "b: b"],
    [
      "all adds to what was selected",
      [
        { kind: "toggle", id: "x" },
        { kind: "all", ids, of: "everybody" },
      ],
      "x: abcdx",
    ],
    ["none stays where one is", [{ kind: "toggle", id: "b" }, { kind: "none" }], "b: "],
  ] as [string, Move[], string][])("%s", (_, moves, expected) => {
    expect(stateAfter(moves)).toBe(expected);
  });

  test("everybody of a list is meant until a single row is selected or let go", () => {
    const all = moved(NOTHING_SELECTED, { kind: "all", ids, of: "leads" });
    expect(all.allOf).toBe("leads");
    expect(moved(all, down).allOf).toBe("leads");
    expect(moved(all, { kind: "toggle", id: "b" }).allOf).toBeUndefined();
    expect(moved(all, { kind: "none" }).allOf).toBeUndefined();
  });

  test("is kept when the list is filtered to others", () => {
    const before = moved(NOTHING_SELECTED, { kind: "toggle", id: "b" });
    expect(stateAfter([{ kind: "step", by: 1, ids: ["x", "y"] }], before)).toBe("x: b");
  });
});
