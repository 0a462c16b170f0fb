import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type CommandId, entryOf } from "@/shared/keyboard/map";
import { usePossibleCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { hasRoute } from "../screens";
import { foundCompaniesQuery, foundPeopleQuery } from "./found";

/** One line of the command box. */
export type Entry = {
  id: string;
  title: string;
  /** What tells it from others of its name. */
  detail?: string;
  command?: CommandId;
  act: () => void;
};

/** Lines under a heading. */
export type Group = { heading: string; entries: Entry[] };

/** What somebody may mean by what they typed: screens and actions first, then people and companies as the server finds them. */
export function useEntries(typed: string): Group[] {
  const groups = [...useDeeds(typed), usePeople(typed), useCompanies(typed)];
  return groups.filter((group) => group.entries.length > 0);
}

function useDeeds(typed: string): Group[] {
  const possible = [...usePossibleCommands()].filter(([id]) => id !== "everywhere.find");
  const entries = possible
    .map(([id, act]) => ({ id, title: entryOf(id).label(), command: id, act }))
    .filter((entry) => contains(entry.title, typed));
  const isPlace = (entry: Entry) =>
    entry.command !== undefined && entryOf(entry.command).scope === "go";
  return [
    { heading: m.palette_screens(), entries: entries.filter(isPlace) },
    { heading: m.palette_actions(), entries: entries.filter((entry) => !isPlace(entry)) },
  ];
}

function usePeople(typed: string): Group {
  const router = useRouter();
  const isOpen = hasRoute(router, "/people/$id") && typed !== "";
  const { data } = useQuery({ ...foundPeopleQuery(typed), enabled: isOpen });
  const entries = (isOpen ? (data?.people ?? []) : []).map((person) => ({
    id: person.id,
    title: person.name,
    detail: [person.job_title, person.company].filter(Boolean).join(", "),
    act: () => router.history.push(`/people/${person.id}`),
  }));
  return { heading: m.screen_people(), entries };
}

function useCompanies(typed: string): Group {
  const router = useRouter();
  const isOpen = hasRoute(router, "/companies/$id") && typed !== "";
  const { data } = useQuery({ ...foundCompaniesQuery(typed), enabled: isOpen });
  const entries = (isOpen ? (data?.companies ?? []) : []).map((company) => ({
    id: company.id,
    title: company.name,
    act: () => router.history.push(`/companies/${company.id}`),
  }));
  return { heading: m.screen_companies(), entries };
}

function contains(text: string, typed: string): boolean {
  return text.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
}
