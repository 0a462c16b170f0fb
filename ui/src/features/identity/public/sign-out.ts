import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { tellTabs } from "@/shared/api/tabs";
import { farewell } from "./farewell";

/** Signs out, here and in every other tab. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/session")),
    onSuccess: () => {
      tellTabs({ kind: "signed_out" });
      farewell(client);
    },
  });
}
