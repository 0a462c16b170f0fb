import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { Card } from "@/shared/layout/card";
import { Facts } from "@/shared/layout/facts";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { percent, whole } from "@/shared/numbers/format";
import { finishRateQuery } from "./queries";
import { CAUSES } from "./words";

/** Below so many no share is told. */
const ENOUGH = 20;

/** Whether those who were started got all their touches, and why the others did not. */
export function FinishRatePanel() {
  const query = useQuery(finishRateQuery);
  return (
    <Card title={m.recipes_finished_title()} lead={m.recipes_finished_lead()}>
      <FourStates
        query={query}
        skeleton={<Skeleton height={200} />}
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
                [m.recipes_finished_overrides(), whole(data.overrides)],
              ]}
            />
            <Causes causes={data.causes} />
          </>
        )}
      </FourStates>
    </Card>
  );
}

type CausesProps = { causes: Record<string, number> };

function Causes({ causes }: CausesProps) {
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
          cells: [(CAUSES[cause] ?? (() => cause))(), whole(n)],
        }))}
    />
  );
}
