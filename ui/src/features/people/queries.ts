import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { hasHours } from "@/features/calendar/public/has-hours";
import { answer, answerWithTag, api, ifMatch } from "@/shared/api/client";
import type { components, operations } from "@/shared/api/schema.gen";
import { newId } from "@/shared/ids/new-id";

export type Person = components["schemas"]["PersonShown"];
export type PersonTold = components["schemas"]["PersonTold"];
export type Standing = components["schemas"]["Standing"];
export type Fit = components["schemas"]["Fit"];
export type Channel = components["schemas"]["Channel"];
export type Timeline = components["schemas"]["Timeline"];
export type Reason = components["schemas"]["ReasonShown"];
export type ReasonKind = components["schemas"]["ReasonKind"];
export type ShippedView = components["schemas"]["View"];
export type KeptView = components["schemas"]["ViewShown"];
export type PeopleCounts = components["schemas"]["PeopleCounts"];
type ReasonBody = components["schemas"]["ReasonBody"];
type SuppressionBody = components["schemas"]["SuppressionBody"];
type Asked = NonNullable<operations["get_people"]["parameters"]["query"]>;
/** By what the list is filtered, and its order. */
export type Filters = Omit<Asked, "after" | "limit">;
/** A person with the version of them that was seen. */
export type Seen = { person: Person; etag: string | null };

/** The first rows are to be there at once, the others in few requests. */
const FIRST_ROWS = 100;
const FURTHER_ROWS = 500;

/** What the list can be filtered by: people stand under headings by asking for each value of it in turn. */
const GROUPS = {
  standing: ["lead", "prospect", "in_nurture", "client", "former_client", "other"],
  fit: ["yes", "unknown", "no"],
} as const;
/** What the list can be sorted by so that those of one heading follow each other. */
export type SortedGroup = "company" | "cadence" | "owner";
/** By what people can stand under headings. */
export type GroupBy = keyof typeof GROUPS | SortedGroup;

/** Whether those of one heading follow each other because the list is sorted by it. */
export function isSortedGroup(by: GroupBy | undefined): by is SortedGroup {
  return by === "company" || by === "cadence" || by === "owner";
}

/** Where a page begins: in which group, and after whom of it. */
type Place = { group: number; after: string };
/** People of one group, where they are grouped, and where the next page begins. */
type PageOfPeople = { people: Person[]; of: string | undefined; next: Place | undefined };

/** People under filters, page after page; group after group where they are grouped. */
export const peopleQuery = (filters: Filters, by?: GroupBy) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", filters, by],
    queryFn: ({ pageParam, signal }) => pageOfPeople(filters, by, pageParam, signal),
    initialPageParam: { group: 0, after: "" } satisfies Place as Place,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

async function pageOfPeople(
  filters: Filters,
  by: GroupBy | undefined,
  { group, after }: Place,
  signal: AbortSignal,
): Promise<PageOfPeople> {
  const groups = valuesOf(filters, by);
  const of = groups[group];
  const isFirst = group === 0 && after === "";
  const query = {
    ...filters,
    ...(isSortedGroup(by) ? { sort: by } : {}),
    ...(by === undefined || of === undefined ? {} : { [by]: of }),
    ...(after === "" ? {} : { after }),
    limit: isFirst ? FIRST_ROWS : FURTHER_ROWS,
  };
  const page = await answer(api.GET("/api/v1/people", { params: { query }, signal }));
  const next = page.next
    ? { group, after: page.next }
    : group + 1 < groups.length
      ? { group: group + 1, after: "" }
      : undefined;
  // A group without anybody has no heading and no page.
  if (page.people.length === 0 && next) return pageOfPeople(filters, by, next, signal);
  return { people: page.people, of, next };
}

/** The values of which each is asked for in turn; who filters by what they group by has one group. */
function valuesOf(filters: Filters, by: GroupBy | undefined): readonly string[] {
  if (by === undefined || isSortedGroup(by)) return [];
  const wanted = filters[by];
  return wanted ? [wanted] : GROUPS[by];
}

/** How many people the filters find, by standing; and of those who could be started, how many lack what. */
export const countsQuery = ({ sort: _, ...filters }: Filters) =>
  queryOptions({
    queryKey: ["people", "counts", "of", filters],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/counts", { params: { query: filters }, signal })),
  });

/** People whom one question of the plan is about, at most. */
const ASKED = 500;

/** Whom of those who can be reached the plan would start today, the newest of them first; null where there are no hours. */
export const startsOfQuery = (filters: Filters, cadence: string) =>
  queryOptions({
    queryKey: ["plan", "starts_of", filters, cadence],
    queryFn: async ({ client, signal }) => {
      if (!(await hasHours(client))) return null;
      const query = { ...filters, view: "startable", limit: ASKED } as const;
      const { people } = await answer(api.GET("/api/v1/people", { params: { query }, signal }));
      if (people.length === 0) return { starts: [] };
      const body = { cadence, whom: { people: people.map(({ id }) => id) } };
      return answer(api.POST("/api/v1/can_start", { body, signal }));
    },
    retry: false,
  });

/** Everything that is known of a person. */
export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id],
    queryFn: async ({ signal }): Promise<Seen> => {
      const path = { params: { path: { id } }, signal };
      const { data, etag } = await answerWithTag(api.GET("/api/v1/people/{id}", path));
      return { person: data, etag };
    },
  });

/** What happened with a person and what comes next. */
export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id, "timeline"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/{id}/timeline", { params: { path: { id } }, signal })),
  });

/** The reasons to call a person, freshest first. */
export const reasonsQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id, "reasons"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/{id}/reasons", { params: { path: { id } }, signal })),
  });

/** One reason, with its version. */
export const reasonQuery = (id: string) =>
  queryOptions({
    queryKey: ["reasons", id],
    queryFn: ({ signal }) =>
      answerWithTag(api.GET("/api/v1/reasons/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
  });

/** What a person forbade. */
export const suppressionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id, "suppressions"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/{id}/suppressions", { params: { path: { id } }, signal })),
  });

/** The views that somebody keeps. */
export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/views", { signal })),
});

/** Whose people may be. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/members", { signal })),
  staleTime: 5 * 60_000,
});

type Change = { id: string; etag: string | null; told: PersonTold };

/** Changes what is told of a person, unless somebody changed it since it was seen. */
export function useChangePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, etag, told }: Change): Promise<Seen> => {
      const call = api.PATCH("/api/v1/people/{id}", {
        params: { path: { id }, header: ifMatch(etag) },
        body: told,
      });
      const { data, etag: now } = await answerWithTag(call);
      return { person: data, etag: now };
    },
    onSuccess: (seen) => showChanged(client, seen),
    meta: { invalidates: [["companies"], ["today"]] },
  });
}

/** Adds a person; the same sent again changes nothing. */
export function useAddPerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (told: PersonTold): Promise<Seen> => {
      const call = api.PUT("/api/v1/people/{id}", {
        params: { path: { id: newId() } },
        body: told,
      });
      const { data, etag } = await answerWithTag(call);
      return { person: data, etag };
    },
    onSuccess: ({ person, etag }) => {
      client.setQueryData(personQuery(person.id).queryKey, { person, etag });
    },
    meta: { invalidates: [["people", "list"], ["people", "counts"], ["companies"]] },
  });
}

type BulkChange = components["schemas"]["BulkChange"];
/** Those whom a change of many is for: named, or all whom filters find. */
export type Whom = { people: readonly string[] } | { filters: Filters };
type ManyChange = { whom: Whom; change: BulkChange };

/** What is another once many people are. */
const MANY = { invalidates: [["people"], ["companies"], ["today"]] };

/** Changes many people at once: all of them or none. */
export function useChangeMany() {
  return useMutation({
    mutationFn: ({ whom, change }: ManyChange) =>
      answer(api.POST("/api/v1/people/bulk", { body: { ...bodyOf(whom), change } })),
    meta: MANY,
  });
}

/** Takes a change of many back. */
export function useTakeBackMany() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/people/bulk/{id}/undo", { params: { path: { id } } })),
    meta: MANY,
  });
}

function bodyOf(whom: Whom) {
  return "people" in whom ? { people: [...whom.people] } : { filter: whom.filters };
}

export type ToSort = components["schemas"]["ToSort"];
export type SortVerdict = components["schemas"]["SortVerdict"];

/** As many of those who wait to be sorted as are told at once. */
const NEXT_TO_SORT = 50;

/** Those one knows of whom nothing was said yet, and how many they are. */
export const toSortQuery = queryOptions({
  queryKey: ["sort", "next"],
  queryFn: ({ signal }) =>
    answer(api.GET("/api/v1/sort", { params: { query: { limit: NEXT_TO_SORT } }, signal })),
  // What was said since is told by the screen; what it begins with is what there is.
  staleTime: 0,
  gcTime: 0,
});

/** How many wait to be sorted. */
export const nToSortQuery = queryOptions({
  queryKey: ["sort", "left"],
  queryFn: async ({ signal }) =>
    (await answer(api.GET("/api/v1/sort", { params: { query: { limit: 1 } }, signal }))).left,
});

type Suppression = { id: string; body: SuppressionBody };

/** Suppresses channels of a person, for ever. */
export function useSuppress() {
  return useMutation({
    mutationFn: ({ id, body }: Suppression) =>
      answer(api.POST("/api/v1/people/{id}/suppressions", { params: { path: { id } }, body })),
    meta: { invalidates: [["people"], ["companies"], ["today"], ["plan"]] },
  });
}

type NewReason = { id: string; body: ReasonBody };

/** Adds a reason to call a person. */
export function useAddReason() {
  return useMutation({
    mutationFn: ({ id, body }: NewReason) =>
      answer(api.POST("/api/v1/people/{id}/reasons", { params: { path: { id } }, body })),
    meta: { invalidates: [["people", "one"], ["today"]] },
  });
}

type ReasonChange = { id: string; etag: string | null; body: Partial<ReasonBody> };

/** Changes a reason, unless somebody changed it since it was seen. */
export function useChangeReason() {
  return useMutation({
    mutationFn: ({ id, etag, body }: ReasonChange) => {
      const params = { path: { id }, header: ifMatch(etag) };
      return answer(api.PATCH("/api/v1/reasons/{id}", { params, body }));
    },
    meta: { invalidates: [["people", "one"], ["reasons"], ["today"]] },
  });
}

/** Removes a reason. */
export function useRemoveReason() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/reasons/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["people", "one"], ["reasons"], ["today"]] },
  });
}

type ViewChange = { id: string; name: string; query: Filters };

/** Keeps a view under its id, new or changed. */
export function useKeepView() {
  return useMutation({
    mutationFn: ({ id, name, query }: ViewChange) =>
      answer(api.PUT("/api/v1/views/{id}", { params: { path: { id } }, body: { name, query } })),
    meta: { invalidates: [["views"]] },
  });
}

/** Forgets a view. */
export function useForgetView() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/views/{id}", { params: { path: { id } } })),
    meta: { invalidates: [["views"]] },
  });
}

/** Puts a changed person into every list that shows them, in their place: rows never jump under one's hands. */
function showChanged(client: QueryClient, { person, etag }: Seen): void {
  client.setQueryData(personQuery(person.id).queryKey, { person, etag });
  client.setQueriesData<{ pages: { people: Person[] }[]; pageParams: unknown[] }>(
    { queryKey: ["people", "list"] },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) =>
          page.people.some((it) => it.id === person.id)
            ? { ...page, people: page.people.map((it) => changedIn(it, person)) }
            : page,
        ),
      },
  );
  void client.invalidateQueries({ queryKey: ["people", "counts"] });
}

/** A row after a change: what goes on with somebody is told in lists only, and stays. */
function changedIn(row: Person, person: Person): Person {
  return row.id === person.id ? { ...row, ...person } : row;
}

type MeetingBody = components["schemas"]["MeetingBody"];
type ReferralBody = components["schemas"]["ReferralBody"];

/** What is another once something was done with somebody. */
const WORKED = {
  invalidates: [["people"], ["today"], ["plan"], ["progress"], ["consistency"], ["activities"]],
};

/** Adds a meeting. */
export function useAddMeeting() {
  return useMutation({
    mutationFn: (body: MeetingBody) => answer(api.POST("/api/v1/meetings", { body })),
    meta: WORKED,
  });
}

type MeetingChange = { id: string; state: components["schemas"]["MeetingState"] };

/** Says what became of a meeting. */
export function useChangeMeeting() {
  return useMutation({
    mutationFn: ({ id, state }: MeetingChange) =>
      answer(api.PATCH("/api/v1/meetings/{id}", { params: { path: { id } }, body: { state } })),
    meta: WORKED,
  });
}

/** Stores a name that was given: it becomes a lead with a follow-up in the plan. */
export function useAddReferral() {
  return useMutation({
    mutationFn: (body: ReferralBody) => answer(api.POST("/api/v1/referrals", { body })),
    meta: WORKED,
  });
}

/** The outcomes that can be filed, one's team's own among them. */
export const outcomesQuery = queryOptions({
  queryKey: ["outcomes"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/outcomes", { signal })),
  staleTime: 5 * 60_000,
});
