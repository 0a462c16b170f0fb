import { Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useCommands } from "@/shared/keyboard/registry";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import styles from "./cadences.module.css";
import { type CadenceShown, type Results, resultsQuery } from "./queries";
import { told } from "./results";

const NOBODY: Omit<Results, "cadence"> = {
  started: 0,
  running: 0,
  completed: 0,
  left_early: 0,
  stopped: 0,
  meetings: 0,
};

type CadencesTableProps = { cadences: readonly CadenceShown[] };

/** The cadences in use: what each costs, and what became of those who were started on it. */
export function CadencesTable({ cadences }: CadencesTableProps) {
  const { data } = useQuery(resultsQuery);
  const router = useRouter();
  const [at, setAt] = useState<number>();
  const step = (by: number) =>
    setAt(at === undefined ? 0 : Math.min(Math.max(at + by, 0), cadences.length - 1));
  const here = at === undefined ? undefined : cadences[at];
  useCommands({
    "list.next": () => step(1),
    "list.previous": () => step(-1),
    "list.open": here && (() => router.history.push(`/cadences/${here.id}`)),
  });
  const has = data?.cadences.some((it) => it.started > 0) ?? false;
  return (
    <Paper withBorder px="md">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{m.cadences_name()}</th>
            <th scope="col">{m.cadences_touches()}</th>
            <th scope="col" className={styles.wide}>
              {m.cadences_working_days()}
            </th>
            <th scope="col">{m.cadences_per_prospect()}</th>
            {has && <ResultHeads />}
            <th scope="col" className={styles.wide}>
              {m.cadences_version()}
            </th>
            <th scope="col">
              <span className={styles.unseen}>{m.cadences_start()}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cadences.map((one, n) => (
            <tr key={one.id} data-at={n === at || undefined}>
              <th scope="row">
                <Link to="/cadences/$id" params={{ id: one.id }} search={{}}>
                  {one.name}
                </Link>
              </th>
              <td>{whole(one.touches)}</td>
              <td className={styles.wide}>{whole(one.last_day)}</td>
              <td>{minutes(one.minutes)}</td>
              {has && (
                <ResultCells of={data?.cadences.find((it) => it.cadence === one.id) ?? NOBODY} />
              )}
              <td className={styles.wide}>{whole(one.version)}</td>
              <td>
                <LinkButton
                  to="/plan"
                  search={{ cadence: one.name }}
                  variant="default"
                  size="compact-md"
                  aria-label={m.cadences_start_on({ name: one.name })}
                >
                  {m.cadences_start()}
                </LinkButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {has && (
        <Text size="sm" c="dimmed" py="sm" className={styles.wide}>
          {m.cadences_results_text()}
        </Text>
      )}
    </Paper>
  );
}

function ResultHeads() {
  return (
    <>
      <th scope="col" className={styles.wide}>
        {m.cadences_ended()}
      </th>
      <th scope="col" className={styles.wide}>
        {m.cadences_completed()}
      </th>
      <th scope="col" className={styles.wide}>
        {m.cadences_left_early()}
      </th>
      <th scope="col" className={styles.wide}>
        {m.cadences_meetings()}
      </th>
    </>
  );
}

type ResultCellsProps = { of: Omit<Results, "cadence"> };

function ResultCells({ of }: ResultCellsProps) {
  const { ended, completed, leftEarly, meetings } = told(of);
  return (
    <>
      <td className={styles.wide}>{of.started > 0 && ended}</td>
      <td className={styles.wide}>{completed}</td>
      <td className={styles.wide}>{leftEarly}</td>
      <td className={styles.wide}>{meetings}</td>
    </>
  );
}
