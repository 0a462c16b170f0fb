import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { whole } from "@/shared/numbers/format";
import styles from "./imports.module.css";
import type { ImportCounts } from "./queries";

type CountsProps = {
  counts: Omit<ImportCounts, "rejected">;
  nRejected: number;
  /** Where those are who came in; absent while nobody has. */
  places?: { stored: string; possible: string };
};

/** What became of the rows, or would: new, updated, same and rejected sum up to all. */
export function Counts({ counts, nRejected, places }: CountsProps) {
  const all = [
    [m.imports_new(), counts.stored, "on-time", places?.stored],
    [m.imports_updated(), counts.updated, "on-time"],
    [m.imports_same(), counts.same, "plain"],
    [m.imports_possible(), counts.possible_duplicates, "attention", places?.possible],
    [m.imports_rejected(), nRejected, "cannot"],
  ] satisfies [name: string, n: number, meaning: string, place?: string | undefined][];
  return (
    <dl className={styles.counts}>
      <div>
        <dt>{m.imports_rows()}</dt>
        <dd>{whole(counts.rows)}</dd>
      </div>
      {all
        .filter(([, n], place) => n > 0 || place === 0)
        .map(([name, n, meaning, place]) => (
          <div key={name} data-meaning={meaning}>
            <dt>{name}</dt>
            <dd>
              {place === undefined || n === 0 ? (
                whole(n)
              ) : (
                <PlaceLink to={place}>{whole(n)}</PlaceLink>
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}
