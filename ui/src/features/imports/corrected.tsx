import { Button, Paper, Title } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { type ByHand, withCorrection } from "./by-hand";
import styles from "./imports.module.css";

type CorrectedProps = { byHand: ByHand };

/** The cells that were corrected, each with its way back. */
export function Corrected({ byHand }: CorrectedProps) {
  const { corrections, correct } = byHand;
  if (corrections.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={3}>{m.imports_corrected()}</Title>
      <ul className={styles.corrected}>
        {corrections.map(({ row, column, value }) => (
          <li key={`${row} ${column}`}>
            <span className={styles.place}>
              {m.imports_row_n({ n: whole(row) })}, {column}
            </span>
            <code>{value}</code>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={m.imports_take_back_cell({ row: whole(row), column })}
              onClick={() => correct(withCorrection(corrections, row, column, undefined))}
            >
              {m.imports_take_back()}
            </Button>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
