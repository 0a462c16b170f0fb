import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { EarlierImports } from "./earlier-imports";
import { ImportInHand } from "./import-in-hand";
import { importQuery, useProgress } from "./queries";
import { Source } from "./source";

type ImportsPageProps = {
  /** The import in hand, as the address has it. */
  id: string | undefined;
  onOpen: (id: string | undefined) => void;
};

/** Bringing people in: a file or pasted rows, what its columns hold, what it would do, and doing it. */
export function ImportsPage({ id, onOpen }: ImportsPageProps) {
  // What was sent stays at hand: of a table that is refused, its first row is read from it.
  const [sent, setSent] = useState<{ id: string; what: File | string }>();
  return (
    <Stack gap="md" maw={1100}>
      <div>
        <Title order={1}>{m.imports_title()}</Title>
        <Text c="dimmed">{m.imports_lead()}</Text>
      </div>
      {id === undefined ? (
        <Source
          onSent={(shown, what) => {
            setSent({ id: shown.id, what });
            onOpen(shown.id);
          }}
        />
      ) : (
        <InHand
          id={id}
          sent={sent?.id === id ? sent.what : undefined}
          onLeave={() => onOpen(undefined)}
        />
      )}
      <EarlierImports current={id} />
    </Stack>
  );
}

type InHandProps = { id: string; sent: File | string | undefined; onLeave: () => void };

function InHand({ id, sent, onLeave }: InHandProps) {
  const query = useQuery(importQuery(id));
  useProgress(query.data);
  return (
    <FourStates query={query} skeleton={<RowsSkeleton rows={8} height={44} />}>
      {(shown) => <ImportInHand key={id} shown={shown} sent={sent} onLeave={onLeave} />}
    </FourStates>
  );
}
