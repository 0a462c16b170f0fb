import { describe, expect, test } from "vitest";
import type { KeptView } from "./queries";
import {
  columnsInSearch,
  columnsOf,
  filtersOf,
  isChanged,
  isFiltered,
  PeopleSearch,
  searchOfView,
} from "./search";

const ID = "01a20531-df33-702e-a349-9cd5a4d1193a";
const view = (query: KeptView["query"]): KeptView => ({ id: ID, name: "Expo", query });

describe("the address of the list", () => {
  test("what it does not know or cannot read is left out", () => {
    const search = PeopleSearch.parse({ standing: "boss", q: "", fit: "yes", company: "7", x: 1 });
    expect(filtersOf(search)).toEqual({ fit: "yes" });
  });

  test("a name from anywhere stays as it was typed", () => {
    expect(filtersOf(PeopleSearch.parse({ q: "محمد & Söhne" }))).toEqual({ q: "محمد & Söhne" });
  });

  test("who is open at the side and which columns are shown filter nothing", () => {
    expect(filtersOf({ person: ID, columns: "phone", kept: ID })).toEqual({});
  });

  test("a view that everybody has is a filter, and no other word is one", () => {
    const views = ["startable", "soon"].map((view) => filtersOf(PeopleSearch.parse({ view })));
    expect(views).toEqual([{ view: "startable" }, {}]);
  });

  test("an order alone is no filter", () => {
    expect([isFiltered({ sort: "name" }), isFiltered({ tag: "expo" })]).toEqual([false, true]);
  });
});

describe("a kept view", () => {
  test("opens with its own filters and no others, in the columns that are shown", () => {
    const search = searchOfView(view({ tag: "expo", fit: null }), {
      q: "okafor",
      columns: "phone",
    });
    expect(filtersOf(search)).toEqual({ tag: "expo" });
    expect([search.kept, search.columns]).toEqual([ID, "phone"]);
  });

  test("is changed once a filter differs", () => {
    const kept = view({ tag: "expo", fit: null });
    expect(isChanged(kept, { tag: "expo" })).toBe(false);
    expect(isChanged(kept, { tag: "expo", fit: "yes" })).toBe(true);
    expect(isChanged(kept, {})).toBe(true);
  });
});

describe("columns in the address", () => {
  test("the usual ones are not told", () => {
    expect(columnsInSearch(columnsOf({}), {})).toBeUndefined();
  });

  test("others are told in their order and read again", () => {
    const told = columnsInSearch(["phone", "company"], {});
    expect(columnsOf({ columns: told })).toEqual(["company", "phone"]);
  });

  test("where a number is to be found, numbers are shown without being asked for", () => {
    const search = { view: "needs_number" } as const;
    expect(columnsOf(search)).toContain("phone");
    expect(columnsInSearch(columnsOf(search), search)).toBeUndefined();
    expect(columnsOf({})).not.toContain("phone");
  });

  test("none at all is told too", () => {
    expect(columnsOf({ columns: columnsInSearch([], {}) })).toEqual([]);
  });
});
