import { Button, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Facts } from "@/shared/layout/facts";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { percent, whole } from "@/shared/numbers/format";
import { finishRateQuery } from "./queries";
import { type Counted, StartedRows } from "./started-rows";
import { CAUSES } from "./words";

/** Below so many no share is told. */
const ENOUGH = 20;

/** Whether those who were started got all their touches, and why the others did not. */
export function FinishRatePanel() {
  const query = useQuery(finishRateQuery);
  const [opened, setOpened] = useState<Counted>();
  return (
    <Card title={m.recipes_finished_title()} lead={m.recipes_finished_lead()}>
      <FourStates
        query={query}
        skeleton={<Loading height={200} />}
        isEmpty={(data) => data.of === 0 && data.open === 0}
        empty={
          <>
            <Text mb="sm">{m.recipes_finished_none()}</Text>
            <PlaceLink to="/plan" button="filled">
              {m.recipes_finished_choose()}
            </PlaceLink>
          </>
        }
      >
        {(data) => (
          <>
            <Facts
              facts={[
                [
                  m.recipes_finished(),
                  data.of < ENOUGH
                    ? m.recipes_finished_early({ n: whole(data.finished), of: whole(data.of) })
                    : `${percent(data.finished / data.of)} (${whole(data.finished)}/${whole(data.of)})`,
                ],
                [m.recipes_finished_open(), whole(data.open)],
                [
                  m.recipes_finished_on_time(),
                  m.recipes_n_of({ n: whole(data.on_time), of: whole(data.touches) }),
                ],
                [
                  m.recipes_finished_overrides(),
                  data.overrides === 0 ? (
                    whole(0)
                  ) : (
                    <Opener
                      key="overrides"
                      n={data.overrides}
                      title={m.recipes_finished_overrides()}
                      onOpen={() => setOpened("overrides")}
                    />
                  ),
                ],
              ]}
            />
            <Causes causes={data.causes} onStopped={() => setOpened("stopped")} />
          </>
        )}
      </FourStates>
      {opened !== undefined && (
        <StartedRows
          of={opened}
          title={opened === "stopped" ? m.recipes_cause_stopped() : m.recipes_finished_overrides()}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Card>
  );
}

type OpenerProps = { n: number; title: string; onOpen: () => void };

/** A number that opens to whom it counts. */
function Opener({ n, title, onOpen }: OpenerProps) {
  return (
    <Button variant="default" size="compact-sm" onClick={onOpen}>
      {whole(n)}
      <VisuallyHidden>{m.recipes_finished_rows({ what: title })}</VisuallyHidden>
    </Button>
  );
}

type CausesProps = { causes: Record<string, number>; onStopped: () => void };

function Causes({ causes, onStopped }: CausesProps) {
  const rows = Object.entries(causes).filter(([, n]) => n > 0);
  if (rows.length === 0) return null;
  return (
    <Table
      caption={m.recipes_causes()}
      headings={[m.recipes_causes(), m.recipes_cause_count()]}
      rows={rows
        .toSorted(([, a], [, b]) => b - a)
        .map(([cause, n]) => ({
          id: cause,
          cells: [
            causeText(cause),
            cause === "stopped" ? (
              <Opener key="n" n={n} title={causeText(cause)} onOpen={onStopped} />
            ) : (
              whole(n)
            ),
          ],
        }))}
    />
  );
}

function causeText(cause: string): string {
  return CAUSES[cause]?.() ?? cause;
}
