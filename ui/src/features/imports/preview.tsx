import { Paper, Stack, Text, Title } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { ByHand } from "./by-hand";
import { Corrected } from "./corrected";
import { FateText } from "./fate-text";
import { fatesOf } from "./fates";
import { columnName } from "./fields";
import styles from "./imports.module.css";
import { Pairs } from "./pairs";
import { problemWords } from "./problem-words";
import { Problems } from "./problems";
import type { ImportReport } from "./queries";
import type { Rows } from "./read-rows";

/** So many rows are shown of those without a problem. */
const SHOWN = 20;

type PreviewProps = { report: ImportReport; rows: Rows | undefined; byHand: ByHand };

/** What an import would do: the first rows, whatever is wrong with any, and whoever may be there already. */
export function Preview({ report, rows, byHand }: PreviewProps) {
  // What no row holds is about the file: a sheet of it that was not read.
  const values = report.problems.filter(({ row }) => row > 0);
  return (
    <Stack gap="md">
      <AboutFile problems={report.problems.filter(({ row }) => row === 0)} />
      {rows !== undefined && <FirstRows report={report} rows={rows} />}
      <Pairs
        title={m.imports_pairs_possible()}
        text={m.imports_pairs_text()}
        pairs={report.possible}
        rows={rows}
        report={report}
        byHand={byHand}
      />
      <Pairs
        title={m.imports_pairs_noticed()}
        text={m.imports_pairs_noticed_text()}
        pairs={report.noticed}
        rows={rows}
        report={report}
      />
      <Corrected byHand={byHand} />
      <Problems
        title={m.imports_rejected_rows({ n: report.n_rejected, shown: whole(report.n_rejected) })}
        problems={report.rejected}
        rows={rows}
        report={report}
        byHand={byHand}
      />
      <Problems
        title={m.imports_values_left_out({ n: values.length, shown: whole(values.length) })}
        problems={values}
        rows={rows}
        report={report}
        byHand={byHand}
      />
    </Stack>
  );
}

type AboutFileProps = { problems: ImportReport["problems"] };

function AboutFile({ problems }: AboutFileProps) {
  return problems.map((problem) => (
    <Text key={`${problem.value} ${problem.why}`} size="sm">
      {problemWords(problem).why}
    </Text>
  ));
}

type FirstRowsProps = { report: ImportReport; rows: Rows };

function FirstRows({ report, rows }: FirstRowsProps) {
  const fate = fatesOf(report);
  const columns = report.columns.flatMap((column, at) =>
    column.field === "ignore" ? [] : [{ at, label: columnName(column) }],
  );
  return (
    <Paper withBorder p="md">
      <Title order={3}>{m.imports_preview()}</Title>
      <Text size="sm" c="dimmed">
        {m.imports_first_rows({
          shown: whole(Math.min(SHOWN, rows.length)),
          of: whole(rows.length),
        })}
      </Text>
      <section
        className={styles.scroll}
        aria-label={m.imports_preview()}
        // A region that scrolls is scrolled by keys too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.imports_row()}</th>
              <th scope="col">{m.imports_becomes()}</th>
              {columns.map(({ at, label }) => (
                <th scope="col" key={at}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, n) => (
              // A row is known by its place in the file.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={n}>
                <th scope="row">{whole(n + 1)}</th>
                <td className={styles.fate}>
                  <FateText fate={fate(n + 1)} />
                </td>
                {columns.map(({ at }) => (
                  <td key={at} className={styles.cell}>
                    {row[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Paper>
  );
}
