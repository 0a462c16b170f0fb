import { Button, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useStart } from "@/features/enrollments/public/by-hand";
import { useTakeBackStarts } from "@/features/enrollments/public/take-back-starts";
import { problemText } from "@/shared/api/problem-text";
import { shortDay } from "@/shared/dates/format";
import { takeFocus } from "@/shared/focus/take-focus";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { startsQuery, type Today } from "./queries";
import { RowsTable } from "./rows/rows-table";

type StartDialogProps = { today: Today; onClose: () => void };

/** Who can be started today, by name, and starting them. */
export function StartDialog({ today, onClose }: StartDialogProps) {
  const { cadence, can_start: people } = today;
  const query = useQuery(startsQuery(cadence, people));
  const start = useStart();
  const takeBack = useTakeBackStarts();
  const begin = () =>
    start.mutate(
      { cadence, whom: { people } },
      {
        onSuccess: ({ starts }) => {
          onClose();
          showMessage(m.enrollments_started({ n: starts.length, cadence }), () => takeBack(starts));
        },
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={m.rows_start_title()}
      closeButtonProps={{ "aria-label": m.frame_close() }}
    >
      <FourStates query={query} skeleton={<RowsSkeleton rows={people.length} height={34} />}>
        {({ starts }) => (
          <>
            <Text size="sm" c="dimmed">
              {m.rows_start_lead({ cadence })}
            </Text>
            <RowsTable
              unit={m.rows_people()}
              rows={starts.map(({ person, name, on }) => ({
                id: person,
                what: name,
                detail: m.rows_first_touch({ day: shortDay(on, today.on) }),
                n: 1,
              }))}
            />
            <ProblemAlert text={start.error === null ? undefined : problemText(start.error)} />
            <Button mt="md" ref={takeFocus} loading={start.isPending} onClick={begin}>
              {m.rows_start_n({ n: starts.length })}
            </Button>
          </>
        )}
      </FourStates>
    </Modal>
  );
}
