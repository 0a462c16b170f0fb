import * as z from "zod/mini";
import type { Filters, KeptView } from "./queries";

const word = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined);
const id = z.catch(z.optional(z.uuid()), undefined);

/** What of the list of people stands in its address. */
export const PeopleSearch = z.object({
  q: word,
  standing: z.catch(
    z.optional(z.enum(["lead", "prospect", "in_nurture", "client", "former_client", "other"])),
    undefined,
  ),
  fit: z.catch(z.optional(z.enum(["yes", "no", "unknown"])), undefined),
  owner: word,
  tag: word,
  company: id,
  import: id,
  sort: z.catch(
    z.optional(z.enum(["newest", "oldest", "name", "company", "cadence", "owner"])),
    undefined,
  ),
  /** By what they stand under headings. */
  group: z.catch(z.optional(z.enum(["standing", "fit", "company", "cadence", "owner"])), undefined),
  /** Of the views that everybody has, the one that is open. */
  view: z.catch(
    z.optional(
      z.enum([
        "mine",
        "startable",
        "needs_number",
        "no_next_step",
        "finishing_soon",
        "nurture_due",
        "never_started",
      ]),
    ),
    undefined,
  ),
  /** Of the views that somebody keeps, the one that is open. */
  kept: id,
  /** Columns that are shown besides the name, where they are not the usual ones. */
  columns: word,
  /** Who is open at the side. */
  person: id,
});
export type PeopleSearch = z.infer<typeof PeopleSearch>;

const FILTERS = [
  "q",
  "standing",
  "fit",
  "owner",
  "tag",
  "company",
  "import",
  "view",
  "sort",
] as const;

/** By what the address filters the list. */
export function filtersOf(search: PeopleSearch): Filters {
  const told = FILTERS.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]]));
  return Object.fromEntries(told);
}

/** Whether a list under these filters can be empty though there are people. */
export function isFiltered(filters: Filters): boolean {
  return Object.keys(filters).some((key) => key !== "sort");
}

/** The address of a kept view: its filters and no others. The columns stay as they are. */
export function searchOfView(view: KeptView, search: PeopleSearch): PeopleSearch {
  const told = Object.entries(view.query).filter(([, value]) => value !== null);
  return PeopleSearch.parse({
    ...Object.fromEntries(told),
    columns: search.columns,
    group: search.group,
    kept: view.id,
  });
}

/** Whether what is shown is no longer what the view holds. */
export function isChanged(view: KeptView, filters: Filters): boolean {
  return FILTERS.some((key) => (view.query[key] ?? undefined) !== filters[key]);
}

/** The columns besides the name, in their order. */
export const COLUMNS = [
  "company",
  "job_title",
  "phone",
  "email",
  "standing",
  "running",
  "next",
  "fit",
  "last",
  "owner",
  "tags",
  "reason",
  "country",
] as const;
export type Column = (typeof COLUMNS)[number];

/** Shown unless somebody chose others. */
const USUAL: readonly Column[] = ["company", "standing", "running", "next", "fit", "last", "owner"];

/** Shown unless somebody chose others where numbers are missing: what is to be typed stands first. */
const TO_FIND: readonly Column[] = ["phone", "company", "job_title", "email", "standing", "owner"];

/** The columns that the address names. */
export function columnsOf(search: PeopleSearch): readonly Column[] {
  if (search.columns === undefined) return usualOf(search);
  const named = search.columns.split("-");
  return COLUMNS.filter((column) => named.includes(column));
}

/** How the address names columns; it is silent about the usual ones. */
export function columnsInSearch(
  columns: readonly Column[],
  search: PeopleSearch,
): string | undefined {
  const ordered = COLUMNS.filter((column) => columns.includes(column));
  const usual = COLUMNS.filter((column) => usualOf(search).includes(column));
  if (ordered.join() === usual.join()) return undefined;
  return ordered.length === 0 ? "name" : ordered.join("-");
}

function usualOf({ view }: PeopleSearch): readonly Column[] {
  return view === "needs_number" ? TO_FIND : USUAL;
}
