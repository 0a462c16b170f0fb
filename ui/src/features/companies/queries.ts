import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, answerWithTag, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type Company = components["schemas"]["CompanyShown"];
export type CompanyActivity = components["schemas"]["CompanyActivity"];
export type Colleague = components["schemas"]["PersonShown"];
type CompanyChange = components["schemas"]["CompanyChange"];
/** A company with the version of it that was seen. */
export type SeenCompany = { company: Company; etag: string | null };

/** The first rows are to be there at once, the others in few requests. */
const FIRST_ROWS = 100;
const FURTHER_ROWS = 500;

/** By what the list is narrowed. */
export type CompaniesSearch = { q?: string | undefined; dream?: true | undefined };

/** Companies by name, page after page. */
export const companiesQuery = ({ q, dream }: CompaniesSearch) =>
  infiniteQueryOptions({
    queryKey: ["companies", "list", q, dream],
    queryFn: ({ pageParam, signal }) => {
      const page =
        pageParam === "" ? { limit: FIRST_ROWS } : { after: pageParam, limit: FURTHER_ROWS };
      const query = {
        ...page,
        ...(q === undefined ? {} : { q }),
        ...(dream === undefined ? {} : { dream }),
      };
      return answer(api.GET("/api/v1/companies", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** One company. */
export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ["companies", "one", id],
    queryFn: async ({ signal }): Promise<SeenCompany> => {
      const path = { params: { path: { id } }, signal };
      const { data, etag } = await answerWithTag(api.GET("/api/v1/companies/{id}", path));
      return { company: data, etag };
    },
  });

/** What happened with the people of a company, and the meetings that are set. */
export const companyActivityQuery = (id: string) =>
  queryOptions({
    queryKey: ["companies", "one", id, "activity"],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/companies/{id}/activity", { params: { path: { id } }, signal })),
  });

/** Everybody who works there. */
export const colleaguesQuery = (id: string) =>
  queryOptions({
    queryKey: ["companies", "one", id, "people"],
    queryFn: async ({ signal }): Promise<Colleague[]> => {
      const all: Colleague[] = [];
      let after: string | undefined;
      do {
        const query = {
          company: id,
          limit: FURTHER_ROWS,
          ...(after === undefined ? {} : { after }),
        };
        const page = await answer(api.GET("/api/v1/people", { params: { query }, signal }));
        all.push(...page.people);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return all;
    },
  });

type Change = { id: string; etag: string | null; body: CompanyChange };

/** Changes a company, unless somebody changed it since it was seen. */
export function useChangeCompany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, etag, body }: Change): Promise<SeenCompany> => {
      const params = { path: { id }, header: ifMatch(etag) };
      const { data, etag: now } = await answerWithTag(
        api.PATCH("/api/v1/companies/{id}", { params, body }),
      );
      return { company: data, etag: now };
    },
    onSuccess: (seen) => client.setQueryData(companyQuery(seen.company.id).queryKey, seen),
    meta: { invalidates: [["companies"], ["people"]] },
  });
}

type Dream = { id: string; isDream: boolean };

/** Marks a company as a dream client, or takes the mark away, whatever else was changed of it meanwhile. */
export function useMarkDream() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, isDream }: Dream): Promise<SeenCompany> => {
      const params = { path: { id }, header: ifMatch("*") };
      const body = { is_dream: isDream };
      const { data, etag } = await answerWithTag(
        api.PATCH("/api/v1/companies/{id}", { params, body }),
      );
      return { company: data, etag };
    },
    onSuccess: (seen) => client.setQueryData(companyQuery(seen.company.id).queryKey, seen),
    meta: { invalidates: [["companies", "list"]] },
  });
}

type Block = { id: string; why: string };
const BLOCK_CHANGES = { invalidates: [["companies"], ["people"], ["today"], ["plan"]] };

/** Blocks a company: who is on a cadence there is paused, and nobody is started. */
export function useBlock() {
  return useMutation({
    mutationFn: ({ id, why }: Block) =>
      answer(api.PUT("/api/v1/companies/{id}/block", { params: { path: { id } }, body: { why } })),
    meta: BLOCK_CHANGES,
  });
}

/** Takes a block back; who was paused by it goes on where there is room. */
export function useUnblock() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/companies/{id}/block", { params: { path: { id } } })),
    meta: BLOCK_CHANGES,
  });
}

/** Lets the colleagues of a person go on who were held because of them. */
export function useGoOn() {
  return useMutation({
    mutationFn: (person: string) =>
      answer(api.POST("/api/v1/people/{id}/go_on", { params: { path: { id: person } } })),
    meta: { invalidates: [["people", "one"], ["companies"], ["today"], ["plan"]] },
  });
}
