import { Modal } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { activityQuery } from "@/features/activities/public/activity";
import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { channelWord, outcomeWord } from "@/shared/words/contact";
import { countedQuery } from "../queries";
import { RowsTable } from "./rows-table";

type RowsShown = components["schemas"]["RowsShown"];

type CountedDialogProps = { ingredient: string; day: Day | "today"; onClose: () => void };

/** What was counted of an ingredient, row by row. */
export function CountedDialog({ ingredient, day, onClose }: CountedDialogProps) {
  const query = useQuery(countedQuery(ingredient, day));
  return (
    <Modal
      opened
      onClose={onClose}
      title={ingredient}
      size="lg"
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <FourStates query={query} skeleton={<RowsSkeleton rows={5} height={34} />}>
        {(rows) => <Counted rows={rows} />}
      </FourStates>
    </Modal>
  );
}

type CountedProps = { rows: RowsShown };

function Counted({ rows }: CountedProps) {
  const details = useQueries({
    queries: rows.activities.map((row) => activityQuery(row.activity)),
  });
  const done = rows.activities.map((row, n) => {
    const { data } = details[n] ?? {};
    const what = data && [channelWord(data.channel), outcomeWord(data.outcome)];
    return {
      id: row.activity,
      what: what?.filter(Boolean).join(": ") ?? "…",
      detail: shortDay(row.on),
      n: row.times,
    };
  });
  const byHand = rows.by_hand.map((row) => ({
    id: row.entry,
    what: m.today_by_hand(),
    detail: shortDay(row.on),
    n: row.times,
  }));
  return <RowsTable rows={[...done, ...byHand]} unit={rows.what} />;
}
