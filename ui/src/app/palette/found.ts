import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

/** How many of each kind are shown. */
const SHOWN = 6;

/** People whom the server finds by some letters. */
export const foundPeopleQuery = (q: string) =>
  queryOptions({
    queryKey: ["people", "found", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people", { params: { query: { q, limit: SHOWN } }, signal })),
    placeholderData: keepPreviousData,
  });

/** Companies that the server finds by some letters. */
export const foundCompaniesQuery = (q: string) =>
  queryOptions({
    queryKey: ["companies", "found", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/companies", { params: { query: { q, limit: SHOWN } }, signal })),
    placeholderData: keepPreviousData,
  });
