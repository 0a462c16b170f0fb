import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "@/features/identity/public/session";
import { refresh } from "@/shared/api/refresh";
import { onOutboxOfTabs, onSent } from "@/shared/outbox/changes";
import { openOutbox, outboxEntries, reload } from "@/shared/outbox/outbox";
import { waitingOf } from "@/shared/outbox/use-outbox";
import { senders, TOUCHED_BY_WRITES } from "../queries";
import { noteMoved } from "./moved";

/** How long a pause in the sending is taken for the end of it. */
const PAUSE = 400;

/** Sends what was filed for as long as somebody is signed in, and then shows what the server made of it. */
export function useOutboxOpen(): void {
  const { member } = useMe();
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askAnew = () => {
      if (waitingOf(outboxEntries()).length > 0) return;
      for (const queryKey of TOUCHED_BY_WRITES) void refresh(client, queryKey);
    };
    const endSent = onSent((sent) => {
      noteMoved(sent);
      clearTimeout(timer);
      timer = setTimeout(askAnew, PAUSE);
    });
    const endTabs = onOutboxOfTabs(() => void reload());
    void openOutbox(member, senders);
    return () => {
      endSent();
      endTabs();
      clearTimeout(timer);
    };
  }, [member, client]);
}
