import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { standingWord } from "@/features/people/public/words";
import { m } from "@/shared/messages/gen/messages";
import { type Readable, useReadableNumbers } from "@/shared/phones/readable";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./duplicates.module.css";
import { type Twin, useMerge, usePart } from "./queries";

type SideBySideProps = {
  a: Twin;
  b: Twin;
  onMerged?: () => void;
  /** What else can be done with them. */
  children: ReactNode;
};

/** Two side by side: what differs is marked, and one of them is kept. */
export function SideBySide({ a, b, onMerged, children }: SideBySideProps) {
  const merge = useMerge();
  const part = usePart();
  const keep = (kept: Twin, gone: Twin) =>
    sayWhatCame(merge.mutateAsync({ kept: kept.id, gone: gone.id }), (merged) => {
      const said = m.duplicates_merged({ name: kept.name });
      const text = merged.ended_cadence ? `${said} ${m.duplicates_ended_cadence()}` : said;
      showMessage(text, async () => {
        await part.mutateAsync(merged.merge);
      });
      onMerged?.();
    });
  const readable = useReadableNumbers();
  const rows = factsOf(a, b, readable);
  return (
    <>
      <table className={styles.pair}>
        <thead>
          <tr>
            <td />
            {[a, b].map((twin) => (
              <th key={twin.id} scope="col">
                <Link to="/people/$id" params={{ id: twin.id }} dir="auto">
                  {twin.name}
                </Link>
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
        {children}
      </Group>
    </>
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
