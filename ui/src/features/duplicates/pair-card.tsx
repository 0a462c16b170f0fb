import { Button, Text } from "@mantine/core";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { sameWord } from "@/shared/words/same";
import type { Pair } from "./queries";
import { SideBySide } from "./side-by-side";
import { useTwins } from "./use-twins";

type PairCardProps = { pair: Pair; onSkip: () => void };

/** Two of whom one is kept, or who are left as they are. */
export function PairCard({ pair, onSkip }: PairCardProps) {
  return (
    <FourStates query={useTwins(pair)} skeleton={<Loading height={260} />}>
      {({ a, b }) => (
        <Card
          title={pair.isCertain ? m.duplicates_certain() : m.duplicates_possible()}
          lead={pair.why === "" ? undefined : m.duplicates_why({ why: sameWord(pair.why) })}
        >
          <SideBySide a={a} b={b}>
            <Button variant="default" onClick={onSkip}>
              {m.duplicates_skip()}
            </Button>
            <Text size="sm" c="dimmed">
              {m.duplicates_text()}
            </Text>
          </SideBySide>
        </Card>
      )}
    </FourStates>
  );
}
