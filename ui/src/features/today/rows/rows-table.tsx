import { m } from "@/shared/messages/gen/messages";
import styles from "./rows-table.module.css";

/** One thing that is counted. */
export type Row = { id: string; what: string; detail?: string; n: number };

type RowsTableProps = { rows: readonly Row[]; unit: string };

/** The rows behind a number, and their sum. */
export function RowsTable({ rows, unit }: RowsTableProps) {
  const sum = rows.reduce((all, row) => all + row.n, 0);
  return (
    <table className={styles.rows}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.what}</td>
            <td className={styles.detail}>{row.detail}</td>
            <td className={styles.n}>{row.n}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {rows.length === 0 ? m.today_rows_none() : m.today_rows_sum({ n: rows.length, unit })}
          </th>
          <td className={styles.n}>{sum}</td>
        </tr>
      </tfoot>
    </table>
  );
}
