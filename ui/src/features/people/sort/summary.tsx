import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { takeFocus } from "@/shared/focus/take-focus";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import styles from "./sort.module.css";
import { countsOf, type Sorting } from "./sorting";

type SummaryProps = {
  sorting: Sorting;
  left: number;
  onUndo: (() => void) | undefined;
  /** Goes on with the rest; none where there is none. */
  onGoOn: (() => void) | undefined;
};

/** What came of the sorting, and what comes next. */
export function Summary({ sorting, left, onUndo, onGoOn }: SummaryProps) {
  const { fits, introduce, keep, neither } = countsOf(sorting);
  const lines = [
    [fits, m.sort_n_fits],
    [introduce, m.sort_n_introduce],
    [keep, m.sort_n_keep],
    [neither, m.sort_n_neither],
  ] as const;
  return (
    <section className={styles.summary} aria-label={m.sort_summary()}>
      <Title order={1}>{left > 0 ? m.sort_stopped() : m.sort_done()}</Title>
      <ul className={styles.counts}>
        {lines.map(
          ([n, words]) =>
            n > 0 && <li key={words({ n, shown: "" })}>{words({ n, shown: whole(n) })}</li>,
        )}
      </ul>
      {left > 0 && <Text c="dimmed">{m.sort_rest_waits({ n: left, shown: whole(left) })}</Text>}
      <Group>
        {onGoOn !== undefined && (
          <Button ref={takeFocus} onClick={onGoOn}>
            {m.sort_go_on()}
          </Button>
        )}
        {fits > 0 && (
          <Button
            variant={onGoOn === undefined ? "filled" : "default"}
            renderRoot={(props) => (
              <Link to="/people" search={{ standing: "lead", fit: "yes" }} {...props} />
            )}
          >
            {m.sort_see_leads()}
          </Button>
        )}
        <PlaceLink to="/people" button="default">
          {m.screen_people()}
        </PlaceLink>
        {onUndo !== undefined && (
          <Button variant="subtle" rightSection={<Keys command="sort.undo" />} onClick={onUndo}>
            {m.sort_undo_last()}
          </Button>
        )}
      </Group>
    </section>
  );
}
