import { Button, Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { sameWord } from "@/shared/words/same";
import { FIELDS, isField } from "./fields";
import styles from "./imports.module.css";
import { type ImportReport, knownPersonQuery, type NamedPair } from "./queries";
import type { Rows } from "./read-rows";

const AT_FIRST = 10;

type PairsProps = {
  title: string;
  pairs: NamedPair[];
  rows: Rows | undefined;
  report: ImportReport;
};

/** Two that may be one, side by side. */
export function Pairs({ title, pairs, rows, report }: PairsProps) {
  const [areAllShown, showAll] = useState(false);
  if (pairs.length === 0) return null;
  const shown = areAllShown ? pairs : pairs.slice(0, AT_FIRST);
  return (
    <Paper withBorder p="md">
      <Title order={3}>{title}</Title>
      <Text size="sm" c="dimmed">
        {m.imports_pairs_text()}
      </Text>
      <ul className={styles.pairs}>
        {shown.map((pair) => (
          <li key={`${JSON.stringify(pair.a)}${JSON.stringify(pair.b)}`}>
            <Side whom={pair.a} rows={rows} report={report} />
            <Side whom={pair.b} rows={rows} report={report} />
            <span className={styles.why}>{m.imports_speaks_for({ why: sameWord(pair.why) })}</span>
          </li>
        ))}
      </ul>
      {shown.length < pairs.length && (
        <Button variant="default" size="compact-md" onClick={() => showAll(true)}>
          {m.imports_show_all({ n: whole(pairs.length) })}
        </Button>
      )}
    </Paper>
  );
}

type SideProps = { whom: NamedPair["a"]; rows: Rows | undefined; report: ImportReport };

function Side({ whom, rows, report }: SideProps) {
  if ("person" in whom) return <Known id={whom.person} />;
  const cells = rows?.[whom.row - 1];
  return (
    <div>
      <strong>{m.imports_row_n({ n: whole(whom.row) })}</strong>
      {report.columns.map(({ header, field }, at) => {
        const cell = cells?.[at];
        if (cell === undefined || cell === "" || field === "ignore") return null;
        return (
          <div key={header}>
            <span className={styles.quiet}>{isField(field) ? FIELDS[field]() : header}</span> {cell}
          </div>
        );
      })}
    </div>
  );
}

type KnownProps = { id: string };

function Known({ id }: KnownProps) {
  const { data } = useQuery(knownPersonQuery(id));
  return (
    <div>
      <strong>{m.imports_there_already()}</strong>
      <div>{data?.name}</div>
      <div>{[data?.job_title, data?.company].filter(Boolean).join(", ")}</div>
    </div>
  );
}
