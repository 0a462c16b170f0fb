import { expect, test } from "vitest";
import type { Member } from "@/features/identity/public/members";
import type { Me } from "@/features/identity/public/session";
import type { TeamShown } from "./queries";
import { lookedAfter } from "./team-page";

const member = (id: string, is_disabled = false): Member => ({
  id,
  name: `Name ${id}`,
  role: "rep",
  zone: "Europe/Berlin",
  country: "",
  signs_in: true,
  is_disabled,
});
const me = (id: string, role: Me["role"]) => ({ member: id, role }) as Me;
const TEAM: TeamShown = { id: "t", name: "North", coaches: ["c"], members: ["b", "a"] };
const ALL = [member("c"), member("b"), member("a"), member("d"), member("e", true)];

function names(who: Me): string[] {
  return lookedAfter(who, ALL, [TEAM]).map((it) => it.id);
}

test("a coach looks after those of the own teams, by name", () => {
  expect(names(me("c", "coach"))).toEqual(["a", "b"]);
  expect(names(me("d", "coach"))).toEqual([]);
});

test("an admin looks after everybody else who has access", () => {
  expect(names(me("d", "admin"))).toEqual(["a", "b", "c"]);
});
