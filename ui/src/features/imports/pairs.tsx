import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { sameWord } from "@/shared/words/same";
import { type ByHand, decisionOn, withDecision } from "./by-hand";
import { DecisionControl } from "./decision";
import { columnName, columnsShown } from "./fields";
import styles from "./imports.module.css";
import type { Lines } from "./lines";
import { type ImportReport, knownPersonQuery, type NamedPair } from "./queries";

const AT_FIRST = 10;

type PairsProps = {
  title: string;
  text: string;
  pairs: NamedPair[];
  lines: Lines;
  report: ImportReport;
  /** What was said of them; absent where nothing can be. */
  byHand?: ByHand;
};

/** Two that may be one, side by side. */
export function Pairs({ title, text, pairs, lines, report, byHand }: PairsProps) {
  const [areAllShown, showAll] = useState(false);
  if (pairs.length === 0) return null;
  const shown = areAllShown ? pairs : pairs.slice(0, AT_FIRST);
  return (
    <Paper withBorder p="md">
      <Title order={3}>{title}</Title>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {byHand !== undefined && <ForAll pairs={pairs} byHand={byHand} />}
      <ul className={styles.pairs}>
        {shown.map((pair) => (
          <li key={`${JSON.stringify(pair.a)}${JSON.stringify(pair.b)}`}>
            <Side whom={pair.a} lines={lines} report={report} />
            <Side whom={pair.b} lines={lines} report={report} />
            <span className={styles.why}>{m.imports_speaks_for({ why: sameWord(pair.why) })}</span>
            {byHand !== undefined && <OnPair pair={pair} byHand={byHand} />}
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

type ForAllProps = { pairs: NamedPair[]; byHand: ByHand };

/** One decision for all of whom nothing else is said; beyond those that are named it holds too. */
function ForAll({ pairs, byHand }: ForAllProps) {
  if (pairs.length < 2) return null;
  const { decisions, decide } = byHand;
  return (
    <Group gap="sm" mt="sm">
      <Text size="sm" fw={600}>
        {m.imports_same_for_all()}
      </Text>
      <DecisionControl
        label={m.imports_same_for_all()}
        value={decisions.decisions?.length === 0 ? decisions.others : undefined}
        onChoose={(others) => decide({ decisions: [], others })}
      />
    </Group>
  );
}

type OnPairProps = { pair: NamedPair; byHand: ByHand };

function OnPair({ pair, byHand }: OnPairProps) {
  const { decisions, decide } = byHand;
  const row = "row" in pair.b ? pair.b.row : 0;
  return (
    <div className={styles.why}>
      <DecisionControl
        label={m.imports_decide_row({ n: whole(row) })}
        value={decisionOn(decisions, pair) ?? decisions.others}
        onChoose={(decision) => decide(withDecision(decisions, pair, decision))}
      />
    </div>
  );
}

type SideProps = { whom: NamedPair["a"]; lines: Lines; report: ImportReport };

function Side({ whom, lines, report }: SideProps) {
  if ("person" in whom) return <Known id={whom.person} />;
  const cells = lines.get(whom.row);
  return (
    <div>
      <strong>{m.imports_row_n({ n: whole(whom.row) })}</strong>
      {columnsShown(report.columns).map(({ column, at }) => {
        const cell = cells?.[at];
        if (cell === undefined || cell === "") return null;
        return (
          <div key={column.header}>
            <span className={styles.quiet}>{columnName(column)}</span> {cell}
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
      {data?.emails.map(({ text }) => (
        <div key={text}>
          <span className={styles.quiet}>{m.imports_field_email()}</span> {text}
        </div>
      ))}
      {data?.phones.map(({ text }) => (
        <div key={text}>
          <span className={styles.quiet}>{m.imports_field_phone()}</span> {text}
        </div>
      ))}
    </div>
  );
}
