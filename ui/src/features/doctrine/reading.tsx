import { Alert, Button, Drawer, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ActivityRows } from "@/features/consistency/public/activity-rows";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { type Class, type Counted, type Days, type ReadingShown, readRowsQuery } from "./queries";
import { CLASSES, COUNTS, WARNINGS } from "./words";

type Opened = { of: Class; counts: Counted };
type ReadingProps = { reading: ReadingShown; days: Days };

/** How much there was of each class, whether it counts, and what there is to warn of. */
export function Reading({ reading, days }: ReadingProps) {
  const [opened, setOpened] = useState<Opened>();
  return (
    <>
      {reading.warning != null && (
        <Alert
          mb="md"
          color={reading.warning.is_raised ? "orange" : "pine"}
          icon={
            reading.warning.is_raised ? (
              <IconAlertTriangle aria-hidden="true" />
            ) : (
              <IconCheck aria-hidden="true" />
            )
          }
          title={
            reading.warning.is_raised
              ? WARNINGS[reading.warning.warning]()
              : m.doctrine_not_raised()
          }
        >
          {reading.warning.is_raised
            ? m.doctrine_raised()
            : m.doctrine_would_warn({ what: WARNINGS[reading.warning.warning]() })}
        </Alert>
      )}
      {reading.classes.length === 0 ? (
        <Text>{m.doctrine_nothing()}</Text>
      ) : (
        <Table
          caption={m.doctrine_reading()}
          headings={[
            m.doctrine_class(),
            m.doctrine_counts(),
            m.doctrine_activities(),
            m.doctrine_minutes(),
          ]}
          rows={reading.classes.map((row) => ({
            id: `${row.class} ${row.counts}`,
            cells: [
              CLASSES[row.class](),
              COUNTS[row.counts](),
              <Button
                key="rows"
                size="compact-sm"
                variant="default"
                aria-label={m.doctrine_open_rows({
                  n: whole(row.activities),
                  of: CLASSES[row.class](),
                })}
                onClick={() => setOpened({ of: row.class, counts: row.counts })}
              >
                {whole(row.activities)}
              </Button>,
              minutes(row.minutes),
            ],
          }))}
        />
      )}
      {opened !== undefined && (
        <Rows
          {...opened}
          days={days}
          doctrine={reading.doctrine}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

type RowsProps = Opened & { days: Days; doctrine: string; onClose: () => void };

function Rows({ of, counts, days, doctrine, onClose }: RowsProps) {
  const query = useQuery(readRowsQuery(days, doctrine, of, counts));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={`${CLASSES[of]()}, ${COUNTS[counts]()}`}
      closeButtonProps={{ "aria-label": m.shared_close() }}
    >
      <FourStates query={query} skeleton={<Loading height={200} />}>
        {(data) => (
          <ActivityRows
            rows={data.activities.map((row) => ({ id: row.activity, day: row.on, detail: "" }))}
          />
        )}
      </FourStates>
    </Drawer>
  );
}
