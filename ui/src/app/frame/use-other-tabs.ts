import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { farewell } from "@/features/identity/public/farewell";
import { useMe } from "@/features/identity/public/session";
import { onToldByTabs } from "@/shared/api/tabs";

/**
 * Where somebody signs out in another tab, nothing of theirs stays on the screen of this one. All tabs share one session:
 * where somebody else signs in, this one begins anew, or it would send what was filed here in their name.
 */
export function useOtherTabs(): void {
  const client = useQueryClient();
  const { member } = useMe();
  useEffect(
    () =>
      onToldByTabs((told) => {
        if (told.kind === "signed_in" && told.member !== member) location.reload();
        if (told.kind !== "signed_out") return;
        farewell(client);
        location.assign("/sign-in");
      }),
    [client, member],
  );
}
