import { useQuery } from "@tanstack/react-query";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmButton } from "@/shared/confirm/confirm-button";
import { dayAndTime } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { sessionsQuery, useEndSession } from "../queries";
import { useMe } from "./session";

/** The browsers in which one is signed in; any other can be signed out from here. */
export function SessionsSection() {
  const { zone } = useMe();
  const query = useQuery(sessionsQuery);
  const end = useEndSession();
  const signOut = (id: string) =>
    end.mutate(id, {
      onSuccess: () => showMessage(m.identity_session_ended()),
      onError: (error) => showMessage(problemText(error)),
    });
  return (
    <Card title={m.identity_sessions()} lead={m.identity_sessions_lead()}>
      <FourStates query={query} skeleton={<Loading height={120} />}>
        {({ sessions }) => (
          <Table
            caption={m.identity_sessions()}
            headings={[m.identity_browser(), m.identity_last_used(), m.identity_since(), ""]}
            rows={sessions.map((it) => ({
              id: it.id,
              cells: [
                it.is_this
                  ? m.identity_this_browser({ name: browserName(it.browser) })
                  : browserName(it.browser),
                dayAndTime(it.last_used, zone),
                dayAndTime(it.since, zone),
                !it.is_this && (
                  <ConfirmButton
                    question={m.identity_end_session({ name: browserName(it.browser) })}
                    label={m.identity_sign_out_named({ name: browserName(it.browser) })}
                    onConfirm={() => signOut(it.id)}
                  >
                    {m.identity_sign_out()}
                  </ConfirmButton>
                ),
              ],
            }))}
          />
        )}
      </FourStates>
    </Card>
  );
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** "Firefox, Windows": of what a browser says it is; that itself where it is none of the known. */
export function browserName(told: string): string {
  const browser = BROWSERS.find(([form]) => form.test(told))?.[1];
  const system = SYSTEMS.find(([form]) => form.test(told))?.[1];
  return [browser, system].filter(Boolean).join(", ") || told || m.identity_unknown_browser();
}
