import { Paper, Stack, Text, Title } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { ByHand } from "./by-hand";
import { Corrected } from "./corrected";
import { FateText } from "./fate-text";
import { fatesOf } from "./fates";
import { columnName, columnsShown } from "./fields";
import styles from "./imports.module.css";
import { firstOf, type Lines } from "./lines";
import { Pairs } from "./pairs";
import { problemWords } from "./problem-words";
import { Problems } from "./problems";
import type { ImportReport } from "./queries";

type PreviewProps = { report: ImportReport; lines: Lines; byHand: ByHand };

/** What an import would do: the first rows, whatever is wrong with any, and whoever may be there already. */
export function Preview({ report, lines, byHand }: PreviewProps) {
  // What no row holds is about the file: a sheet of it that was not read.
  const values = report.problems.filter(({ row }) => row > 0);
  return (
    <Stack gap="md">
      <AboutFile problems={report.problems.filter(({ row }) => row === 0)} />
      <FirstRows report={report} lines={lines} />
      <Pairs
        title={m.imports_pairs_possible()}
        text={m.imports_pairs_text()}
        pairs={report.possible}
        lines={lines}
        report={report}
        byHand={byHand}
      />
      <Pairs
        title={m.imports_pairs_noticed()}
        text={m.imports_pairs_noticed_text()}
        pairs={report.noticed}
        lines={lines}
        report={report}
      />
      <Corrected byHand={byHand} />
      <Problems
        title={m.imports_rejected_rows({ n: report.n_rejected, shown: whole(report.n_rejected) })}
        problems={report.rejected}
        lines={lines}
        report={report}
        byHand={byHand}
      />
      <Problems
        title={m.imports_values_left_out({ n: values.length, shown: whole(values.length) })}
        problems={values}
        lines={lines}
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

type FirstRowsProps = { report: ImportReport; lines: Lines };

function FirstRows({ report, lines }: FirstRowsProps) {
  const first = firstOf(lines);
  if (first.length === 0) return null;
  const fate = fatesOf(report);
  const columns = columnsShown(report.columns).map(({ column, at }) => ({
    at,
    label: columnName(column),
  }));
  return (
    <Paper withBorder p="md">
      <Title order={3}>{m.imports_preview()}</Title>
      <Text size="sm" c="dimmed">
        {m.imports_first_rows({
          shown: whole(first.length),
          of: whole(report.rows),
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
            {first.map((row) => (
              <tr key={row}>
                <th scope="row">{whole(row)}</th>
                <td className={styles.fate}>
                  <FateText fate={fate(row)} />
                </td>
                {columns.map(({ at }) => (
                  <td key={at} className={styles.cell}>
                    {lines.get(row)?.[at]}
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
