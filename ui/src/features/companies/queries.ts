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
export type Colleague = components["schemas"]["PersonShown"];
type CompanyChange = components["schemas"]["CompanyChange"];
/** A company with the version of it that was seen. */
export type SeenCompany = { company: Company; etag: string | null };

/** The first rows are to be there at once, the others in few requests. */
const FIRST_ROWS = 100;
const FURTHER_ROWS = 500;

/** Companies by name, page after page. */
export const companiesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["companies", "list", q],
    queryFn: ({ pageParam, signal }) => {
      const page =
        pageParam === "" ? { limit: FIRST_ROWS } : { after: pageParam, limit: FURTHER_ROWS };
      const query = q === "" ? page : { ...page, q };
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

/** Lets the colleagues of a person go on who were held because of them. */
export function useGoOn() {
  return useMutation({
    mutationFn: (person: string) =>
      answer(api.POST("/api/v1/people/{id}/go_on", { params: { path: { id: person } } })),
    meta: { invalidates: [["people", "one"], ["companies"], ["today"], ["plan"]] },
  });
}
