import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { ConsistencyRows } from "../consistency-rows";
import { consistencyQuery } from "../queries";
import { DayStrip } from "./day-strip";

/** How many working days the strip shows. */
const SHOWN = 20;

type MemberStripProps = { ingredient: string; member: string };

/** The last working days of an ingredient of somebody one looks after; each opens to its rows. */
export function MemberStrip({ ingredient, member }: MemberStripProps) {
  const asked = { ingredient, member };
  const query = useQuery(consistencyQuery(asked));
  const [day, setDay] = useState<string>();
  return (
    <FourStates
      query={query}
      skeleton={<Loading height={110} />}
      isEmpty={(data) => data === null || data.each.length === 0}
      empty={null}
    >
      {(data) => (
        <div>
          <Text fw={600} size="sm" mb={4}>
            {m.consistency_strip_of({ what: ingredient })}
          </Text>
          <DayStrip days={data?.each.slice(-SHOWN) ?? []} onDay={setDay} />
          {day !== undefined && (
            <ConsistencyRows asked={asked} from={day} to={day} onClose={() => setDay(undefined)} />
          )}
        </div>
      )}
    </FourStates>
  );
}
