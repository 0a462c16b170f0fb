import { Button, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { standingWord } from "@/features/people/public/words";
import { FourStates } from "@/shared/four-states/four-states";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { type Readable, useReadableNumbers } from "@/shared/phones/readable";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { sameWord } from "@/shared/words/same";
import styles from "./duplicates.module.css";
import { type Pair, type Twin, twinQuery, useMerge, usePart } from "./queries";

type PairCardProps = { pair: Pair; onSkip: () => void };

/** Two side by side: what differs is marked. One of them is kept, or they are left as they are. */
export function PairCard({ pair, onSkip }: PairCardProps) {
  const a = useQuery(twinQuery(pair.a));
  const b = useQuery(twinQuery(pair.b));
  const both = a.data && b.data ? { a: a.data, b: b.data } : undefined;
  const failed = a.error === null ? b : a;
  return (
    <FourStates
      query={{ data: both, error: failed.error, refetch: failed.refetch }}
      skeleton={<Skeleton height={260} />}
    >
      {(twins) => <Twins twins={twins} pair={pair} onSkip={onSkip} />}
    </FourStates>
  );
}

type TwinsProps = PairCardProps & { twins: { a: Twin; b: Twin } };

function Twins({ twins: { a, b }, pair, onSkip }: TwinsProps) {
  const merge = useMerge();
  const part = usePart();
  const keep = (kept: Twin, gone: Twin) =>
    sayWhatCame(merge.mutateAsync({ kept: kept.id, gone: gone.id }), (merged) => {
      const said = m.duplicates_merged({ name: kept.name });
      const text = merged.ended_cadence ? `${said} ${m.duplicates_ended_cadence()}` : said;
      showMessage(text, async () => {
        await part.mutateAsync(merged.merge);
      });
    });
  const readable = useReadableNumbers();
  const rows = factsOf(a, b, readable);
  return (
    <Card
      title={pair.isCertain ? m.duplicates_certain() : m.duplicates_possible()}
      lead={pair.why === "" ? undefined : m.duplicates_why({ why: sameWord(pair.why) })}
    >
      <table className={styles.pair}>
        <thead>
          <tr>
            <td />
            {[a, b].map((twin) => (
              <th key={twin.id} scope="col">
                <a href={`/people/${twin.id}`} dir="auto">
                  {twin.name}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, left, right }) => (
            <tr key={label} data-differs={left !== right || undefined}>
              <th scope="row">{label}</th>
              <td dir="auto">{left}</td>
              <td dir="auto">{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="md" gap="xs">
        <Button disabled={merge.isPending} onClick={() => keep(a, b)}>
          {m.duplicates_keep_first()}
        </Button>
        <Button disabled={merge.isPending} onClick={() => keep(b, a)}>
          {m.duplicates_keep_second()}
        </Button>
        <Button variant="default" disabled={merge.isPending} onClick={onSkip}>
          {m.duplicates_skip()}
        </Button>
        <Text size="sm" c="dimmed">
          {m.duplicates_text()}
        </Text>
      </Group>
    </Card>
  );
}

type Row = { label: string; left: string; right: string };

/** What is known of either, a line for each fact. */
function factsOf(a: Twin, b: Twin, readable: Readable): Row[] {
  const shown = ({ key, text }: Twin["phones"][number]) => (key === "" ? text : readable(key));
  const facts: [string, (twin: Twin) => string][] = [
    [m.people_column_job_title(), (twin) => twin.job_title],
    [m.people_column_company(), (twin) => twin.company],
    [m.people_column_email(), (twin) => twin.emails.map((way) => way.text).join(", ")],
    [m.people_column_phone(), (twin) => twin.phones.map(shown).join(", ")],
    [m.people_profile(), (twin) => twin.profiles.join(", ")],
    [m.people_column_standing(), (twin) => standingWord(twin.standing)],
    [m.people_column_tags(), (twin) => twin.tags.join(", ")],
    [m.people_column_country(), (twin) => twin.country],
    [m.people_column_owner(), (twin) => twin.owner],
    [m.people_note(), (twin) => twin.note],
  ];
  return facts
    .map(([label, of]) => ({ label, left: of(a), right: of(b) }))
    .filter(({ left, right }) => left !== "" || right !== "");
}
