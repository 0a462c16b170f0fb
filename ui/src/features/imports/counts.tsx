import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./imports.module.css";
import type { ImportCounts } from "./queries";

type CountsProps = { counts: Omit<ImportCounts, "rejected">; nRejected: number };

/** What became of the rows, or would: new, updated, same and rejected sum up to all. */
export function Counts({ counts, nRejected }: CountsProps) {
  const all = [
    [m.imports_new(), counts.stored, "on-time"],
    [m.imports_updated(), counts.updated, "on-time"],
    [m.imports_same(), counts.same, "plain"],
    [m.imports_possible(), counts.possible_duplicates, "attention"],
    [m.imports_rejected(), nRejected, "cannot"],
  ] as const;
  return (
    <dl className={styles.counts}>
      <div>
        <dt>{m.imports_rows()}</dt>
        <dd>{whole(counts.rows)}</dd>
      </div>
      {all
        .filter(([, n], place) => n > 0 || place === 0)
        .map(([name, n, meaning]) => (
          <div key={name} data-meaning={meaning}>
            <dt>{name}</dt>
            <dd>{whole(n)}</dd>
          </div>
        ))}
    </dl>
  );
}
