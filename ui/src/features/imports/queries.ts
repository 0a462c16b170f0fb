import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type ImportShown = components["schemas"]["ImportShown"];
export type ImportDetail = components["schemas"]["ImportDetail"];
export type ImportReport = components["schemas"]["ImportReport"];
export type ImportCounts = components["schemas"]["ImportCounts"];
export type ImportColumn = components["schemas"]["ImportColumn"];
export type ImportProblem = components["schemas"]["ImportProblem"];
export type NamedPair = components["schemas"]["NamedPair"];
export type Decision = components["schemas"]["Choice"];
export type Decisions = components["schemas"]["ImportDecisions"];
export type Correction = components["schemas"]["ImportCorrection"];
export type Mapped = components["schemas"]["Mapped"];
export type Field = components["schemas"]["Field"];

const IMPORTS = ["imports"];
/** What an import changes once it is done or taken back. */
const CHANGED = [IMPORTS, ["people"], ["companies"], ["today"], ["plan"], ["sort"], ["sample"]];
const PAGE = 10;

/** Earlier imports, newest first. */
export const importsQuery = infiniteQueryOptions({
  queryKey: [...IMPORTS, "list"],
  queryFn: ({ pageParam, signal }) => {
    const after = pageParam === "" ? {} : { after: pageParam };
    return answer(
      api.GET("/api/v1/imports", { params: { query: { limit: PAGE, ...after } }, signal }),
    );
  },
  initialPageParam: "",
  getNextPageParam: (page) => page.next ?? undefined,
});

/** One import, with its preview or what it did. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS, "one", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/imports/{id}", { params: { path: { id } }, signal })),
  });

/** Somebody who was there before, to be held beside a row. */
export const knownPersonQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "known", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/people/{id}", { params: { path: { id } }, signal })),
  });

/** Where the rejected rows of an import are as a file. */
export function rejectedFile(id: string): string {
  return `/api/v1/imports/${encodeURIComponent(id)}/rejected`;
}

/** Whether something is being done with an import just now. */
export function isUnderWay({ state }: Pick<ImportShown, "state">): boolean {
  return state === "reading" || state === "importing" || state === "undoing";
}

/** Follows an import for as long as something is being done with it. */
export function useProgress(shown: ImportShown | undefined): void {
  const client = useQueryClient();
  const id = shown !== undefined && isUnderWay(shown) ? shown.id : undefined;
  const state = shown?.state;
  useEffect(() => {
    // Short work may be over before it is followed: the list of imports hears of it here.
    if (state !== undefined) void client.invalidateQueries({ queryKey: importsQuery.queryKey });
  }, [client, state]);
  useEffect(() => {
    if (id === undefined) return undefined;
    const source = new EventSource(`/api/v1/imports/${encodeURIComponent(id)}/progress`);
    const settle = () => {
      source.close();
      for (const queryKey of CHANGED) void client.invalidateQueries({ queryKey });
    };
    source.addEventListener("progress", (event: MessageEvent<string>) => {
      const told: ImportShown = JSON.parse(event.data);
      if (!isUnderWay(told)) return settle();
      client.setQueryData(importQuery(id).queryKey, (old) => (old ? { ...old, ...told } : old));
    });
    // The server ends the events with the work, and a lost connection is looked into: both are told by asking.
    source.addEventListener("error", () => void client.invalidateQueries({ queryKey: IMPORTS }));
    return () => source.close();
  }, [client, id]);
}

/** Sends a file, or rows that were pasted, to be looked through. */
export function useSend() {
  return useMutation({
    mutationFn: (what: File | string) =>
      typeof what === "string" ? sendRows(what) : sendFile(what),
    meta: { invalidates: [[...IMPORTS, "list"]] },
  });
}

function sendRows(rows: string) {
  return answer(api.POST("/api/v1/imports/pasted", { body: { rows } }));
}

function sendFile(file: File) {
  return answer(
    api.POST("/api/v1/imports", {
      params: { query: { name: file.name } },
      headers: { "content-type": "application/octet-stream" },
      // The document knows bytes as text only: the file goes as it is.
      body: "",
      bodySerializer: () => file,
    }),
  );
}

/** Says by hand what columns hold; the file is looked through again. */
export function useMapping(id: string) {
  return useMutation({
    mutationFn: (mapping: Mapped[]) =>
      answer(
        api.PUT("/api/v1/imports/{id}/mapping", { params: { path: { id } }, body: { mapping } }),
      ),
    meta: { invalidates: [[...IMPORTS, "one", id]] },
  });
}

/** Says by hand what cells hold; the file is looked through again. */
export function useCorrections(id: string) {
  return useMutation({
    mutationFn: (corrections: Correction[]) =>
      answer(
        api.PUT("/api/v1/imports/{id}/corrections", {
          params: { path: { id } },
          body: { corrections },
        }),
      ),
    meta: { invalidates: [[...IMPORTS, "one", id]] },
  });
}

/** Says what becomes of those who may be one; the file is looked through again. */
export function useDecisions(id: string) {
  return useMutation({
    mutationFn: (body: Decisions) =>
      answer(api.PUT("/api/v1/imports/{id}/decisions", { params: { path: { id } }, body })),
    meta: { invalidates: [[...IMPORTS, "one", id]] },
  });
}

/** Imports what was previewed. */
export function useCommit(id: string) {
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/imports/{id}/commit", { params: { path: { id } } })),
    meta: { invalidates: [IMPORTS] },
  });
}

/** Takes an import back. */
export function useUndoImport() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST("/api/v1/imports/{id}/undo", { params: { path: { id } } })),
    meta: { invalidates: [IMPORTS] },
  });
}

/** Drops a file that is not imported, or stops an import that is under way. */
export function useDrop() {
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/imports/{id}", { params: { path: { id } } })),
    meta: { invalidates: [IMPORTS] },
  });
}
