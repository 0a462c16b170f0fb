import { Button, Paper, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "@/features/identity/public/session";
import { dayAndTime } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./imports.module.css";
import { type ImportShown, importsQuery } from "./queries";

const ROW = 44;

type EarlierImportsProps = { current: string | undefined };

/** What was imported before, newest first. */
export function EarlierImports({ current }: EarlierImportsProps) {
  const query = useInfiniteQuery(importsQuery);
  return (
    <FourStates
      query={query}
      skeleton={<RowsSkeleton rows={3} height={ROW} />}
      isEmpty={({ pages }) => pages[0]?.imports.length === 0}
    >
      {({ pages }) => (
        <Paper withBorder p="md">
          <Title order={2} size="h3">
            {m.imports_earlier()}
          </Title>
          <ul className={styles.earlier}>
            {pages.flatMap(({ imports }) =>
              imports.map((one) => <Line key={one.id} one={one} isCurrent={one.id === current} />),
            )}
          </ul>
          {query.hasNextPage && (
            <Button
              variant="default"
              onClick={() => void query.fetchNextPage()}
              loading={query.isFetchingNextPage}
            >
              {m.imports_more()}
            </Button>
          )}
        </Paper>
      )}
    </FourStates>
  );
}

type LineProps = { one: ImportShown; isCurrent: boolean };

function Line({ one, isCurrent }: LineProps) {
  const { zone } = useMe();
  return (
    <li>
      <Link to="/import" search={{ id: one.id }} aria-current={isCurrent ? "true" : undefined}>
        {one.file || m.imports_pasted()}
      </Link>
      <span>{dayAndTime(one.at, zone)}</span>
      <span>{STATES[one.state]()}</span>
      <span>
        {one.counts && m.imports_n_rows({ n: one.counts.rows, shown: whole(one.counts.rows) })}
      </span>
    </li>
  );
}

const STATES: Record<ImportShown["state"], () => string> = {
  reading: m.imports_state_reading,
  ready: m.imports_state_ready,
  importing: m.imports_state_importing,
  done: m.imports_state_done,
  undoing: m.imports_state_undoing,
  undone: m.imports_state_undone,
  failed: m.imports_state_failed,
};
