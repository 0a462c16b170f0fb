import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { farewell } from "@/features/identity/public/farewell";
import { onToldByTabs } from "@/shared/api/tabs";

/** Where somebody signs out in another tab, nothing of theirs stays on the screen of this one. */
export function useOtherTabs(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onToldByTabs((told) => {
        if (told.kind !== "signed_out") return;
        farewell(client);
        location.assign("/sign-in");
      }),
    [client],
  );
}
