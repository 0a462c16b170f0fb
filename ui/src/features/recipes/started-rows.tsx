import { Drawer, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { type Enrollment, startedQuery } from "./queries";

/** Which of those who were started a number counts. */
export type Counted = "overrides" | "stopped";

const IS_COUNTED: Record<Counted, (it: Enrollment) => boolean> = {
  overrides: (it) => it.override_why !== "",
  stopped: (it) => it.state === "stopped",
};

type StartedRowsProps = { title: string; of: Counted; onClose: () => void };

/** Who stands behind a number of the finish rate, and why. */
export function StartedRows({ title, of, onClose }: StartedRowsProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  const query = useQuery(startedQuery);
  const rows = query.data?.filter(IS_COUNTED[of]);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={title}
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <FourStates query={{ ...query, data: rows }} skeleton={<Loading height={200} />}>
        {(counted) => (
          <>
            <Text mb="xs">{m.recipes_finished_n_rows({ n: counted.length })}</Text>
            <Table
              caption={title}
              headings={[m.recipes_cause_count(), title, m.plan_why()]}
              rows={counted.map((it) => ({
                id: it.id,
                cells: [
                  <PlaceLink key="person" to={`/people/${it.person}`} route="/people/$id">
                    {it.name}
                  </PlaceLink>,
                  stateText(it, today),
                  of === "overrides" ? it.override_why : it.end_why,
                ],
              }))}
            />
          </>
        )}
      </FourStates>
    </Drawer>
  );
}

function stateText({ state, ended, next_step: next }: Enrollment, today: string): string {
  const day = ended == null ? "" : shortDay(ended, today);
  switch (state) {
    case "finished":
      return m.recipes_finished_state_finished({ day });
    case "stopped":
      return m.recipes_finished_state_stopped({ day });
    case "paused":
      return m.recipes_finished_state_paused();
    case "active":
      return m.recipes_finished_state_active({ step: String(next ?? 1) });
  }
}
