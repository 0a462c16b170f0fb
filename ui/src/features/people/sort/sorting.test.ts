import { describe, expect, test } from "vitest";
import type { Entry } from "@/shared/outbox/writes";
import type { Person, ToSort } from "../queries";
import { after, countsOf, type Event, knownOf, leftOf, NOTHING_SAID, waitingOf } from "./sorting";

const person = (id: string) => ({ id }) as Person;
const [a, b, c] = [person("a"), person("b"), person("c")];
const told: ToSort = { people: [a, b, c], left: 5 };
const later: ToSort = { people: [b, c], left: 4 };

const say = (it: Person): Event => ({
  kind: "say",
  person: it,
  verdict: "fits",
  write: `write of ${it.id}`,
});
const again = (it: Person): Event => ({ kind: "again", person: it });

/** Something that the server does not have yet. */
const unsent = (write: Entry["write"]): Entry => ({
  id: "1",
  label: "",
  write,
  owner: "mara",
  madeAt: 0,
  tries: 0,
});

/** Who waits, and how many are left: "bc 4". */
function state(events: readonly Event[], server = told, entries: readonly Entry[] = []): string {
  const sorting = events.reduce(after, NOTHING_SAID);
  const known = knownOf(sorting, entries);
  const names = waitingOf(sorting, known, server).map(({ id }) => id);
  return `${names.join("")} ${leftOf(sorting, known, server)}`;
}

describe("who waits, and how many are left", () => {
  test.each([
    ["all whom the server told", [], told, "abc 5"],
    ["who was sorted waits no more", [say(a)], told, "bc 4"],
    ["the same once the server knows it too", [say(a)], later, "bc 4"],
    ["Undo brings them back, first of all", [say(a), say(b), again(b)], told, "bc 4"],
    ["also those whom the server no longer told", [say(a), again(a)], later, "abc 5"],
    ["who came back is sorted once more", [say(a), again(a), say(a)], later, "bc 4"],
  ] as [string, Event[], ToSort, string][])("%s", (_, events, server, expected) => {
    expect(state(events, server)).toBe(expected);
  });

  test("what is kept on the device holds after the page was opened anew", () => {
    const sorted = unsent({ kind: "sort", person: "a", verdict: "keep" });
    expect(state([], told, [sorted])).toBe("bc 4");
    expect(state([], told, [sorted, unsent({ kind: "unsort", person: "a" })])).toBe("abc 5");
  });

  test("who came back waits though the first word is still on its way", () => {
    const sorted = unsent({ kind: "sort", person: "a", verdict: "keep" });
    expect(state([say(a), again(a)], told, [sorted])).toBe("abc 5");
  });
});

test("each verdict is counted once", () => {
  const events: Event[] = [say(a), { ...say(b), verdict: "keep" } as Event, say(c), say(c)];
  expect(countsOf(events.reduce(after, NOTHING_SAID))).toEqual({
    fits: 2,
    introduce: 0,
    keep: 1,
    neither: 0,
  });
});
