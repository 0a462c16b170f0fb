import { Button, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import styles from "./duplicates.module.css";
import { MergesPanel } from "./merges-panel";
import { PairCard } from "./pair-card";
import { type Pair, pairsQuery } from "./queries";

/** How many pairs are shown before one asks for more. */
const SHOWN = 20;

/** Who is in here twice, or may be, side by side. */
export function DuplicatesPage() {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const skip = (pair: Pair) => setSkipped(new Set([...skipped, keyOf(pair)]));
  return (
    <div className={styles.page}>
      <Title order={1}>{m.screen_duplicates()}</Title>
      <FourStates
        query={useQuery(pairsQuery)}
        skeleton={<Loading height={260} />}
        isEmpty={(pairs) => pairs.length === 0}
        empty={<NoPair />}
      >
        {(pairs) => (
          <Pairs pairs={pairs.filter((pair) => !skipped.has(keyOf(pair)))} onSkip={skip} />
        )}
      </FourStates>
      <MergesPanel />
    </div>
  );
}

function NoPair() {
  return (
    <Empty title={m.duplicates_none()} text={m.duplicates_none_text()}>
      <Button variant="default" renderRoot={(props) => <Link to="/people" {...props} />}>
        {m.duplicates_to_people()}
      </Button>
    </Empty>
  );
}

type PairsProps = { pairs: readonly Pair[]; onSkip: (pair: Pair) => void };

function Pairs({ pairs, onSkip }: PairsProps) {
  const [most, setMost] = useState(SHOWN);
  const nCertain = pairs.filter((pair) => pair.isCertain).length;
  return (
    <>
      <Text c="dimmed">
        {m.duplicates_counts({ certain: nCertain, possible: pairs.length - nCertain })}
      </Text>
      {pairs.slice(0, most).map((pair) => (
        <PairCard key={keyOf(pair)} pair={pair} onSkip={() => onSkip(pair)} />
      ))}
      {pairs.length > most && (
        <div>
          <Button variant="default" onClick={() => setMost(most + SHOWN)}>
            {m.duplicates_more()}
          </Button>
        </div>
      )}
      {pairs.length === 0 && <Text>{m.duplicates_all_seen()}</Text>}
    </>
  );
}

function keyOf({ a, b }: Pair): string {
  return `${a} ${b}`;
}
