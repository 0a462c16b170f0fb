import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type Backups = components["schemas"]["Backups"];
export type KeptBackup = components["schemas"]["KeptBackup"];

/** How often one that is being made is asked after, in milliseconds. */
const ASKED_EVERY = 2000;

/** How the backups of this installation stand; asked again while one is being made. */
export const backupsQuery = queryOptions({
  queryKey: ["backups"],
  queryFn: ({ signal }) => answer(api.GET("/api/v1/backups", { signal })),
  refetchInterval: ({ state }) => state.data?.is_running === true && ASKED_EVERY,
});

/** Makes a backup now. */
export function useBackUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST("/api/v1/backups")),
    onSuccess: (backups: Backups) => client.setQueryData(backupsQuery.queryKey, backups),
  });
}
