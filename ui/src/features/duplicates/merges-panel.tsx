import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "@/features/identity/public/session";
import { dayAndTime } from "@/shared/dates/format";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./duplicates.module.css";
import { type Merge, mergesQuery, twinQuery, usePart } from "./queries";

/** Those who were made one, and the way to part them; absent where there is none. */
export function MergesPanel() {
  const query = useInfiniteQuery(mergesQuery);
  const merges = query.data?.pages.flatMap((page) => page.merges) ?? [];
  if (merges.length === 0) return null;
  return (
    <Card title={m.duplicates_merges()}>
      <ul className={styles.merges}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <MergeLine merge={merge} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" onClick={() => void query.fetchNextPage()}>
          {m.duplicates_more()}
        </Button>
      )}
    </Card>
  );
}

type MergeLineProps = { merge: Merge };

function MergeLine({ merge }: MergeLineProps) {
  const { zone } = useMe();
  const part = usePart();
  const { data: kept } = useQuery(twinQuery(merge.kept));
  const { data: gone } = useQuery(twinQuery(merge.gone));
  const undo = () =>
    sayWhatCame(part.mutateAsync(merge.id), () => showMessage(m.duplicates_parted()), TEXTS);
  return (
    <>
      <div>
        <Link to="/people/$id" params={{ id: merge.kept }} dir="auto">
          {kept?.name ?? "…"}
        </Link>
        <Text size="sm" c="dimmed" dir="auto">
          {[
            gone === undefined ? "" : m.duplicates_with({ name: gone.name }),
            merge.why,
            dayAndTime(merge.at, zone),
          ]
            .filter(Boolean)
            .join(", ")}
        </Text>
      </div>
      {merge.undone ? (
        <Text size="sm">{m.duplicates_was_parted({ when: dayAndTime(merge.undone, zone) })}</Text>
      ) : (
        <Button size="compact-sm" variant="default" loading={part.isPending} onClick={undo}>
          {m.undo_undo()}
        </Button>
      )}
    </>
  );
}

const TEXTS = {
  later_merge: m.duplicates_later_merge,
  too_late_to_undo: m.duplicates_too_late,
  undone_already: m.duplicates_undone_already,
};
