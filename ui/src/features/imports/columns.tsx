import { Badge, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { percent } from "@/shared/numbers/format";
import { FieldSelect } from "./field-select";
import styles from "./imports.module.css";
import {
  type Field,
  type ImportDetail,
  type ImportReport,
  type Mapped,
  useMapping,
} from "./queries";

/** From here on nobody needs to look. */
const CERTAIN = 0.9;
/** How the encoding of a workbook is told: nobody chose it, and nothing parts its columns. */
const IN_A_BOOK = "binary";

const DELIMITERS: Record<string, () => string> = {
  ",": m.imports_comma,
  ";": m.imports_semicolon,
  "|": m.imports_bar,
  "\t": m.imports_tab,
  tab: m.imports_tab,
};

type ColumnsProps = {
  shown: ImportDetail;
  report: ImportReport;
  /** The first row, to see what is in a column. */
  example: readonly string[] | undefined;
};

/** What each column was taken for, how certain that is, and the choice of another. */
export function Columns({ shown, report, example }: ColumnsProps) {
  const save = useMapping(shown.id);
  const remembered = report.remembered ?? [];
  const [byHand, setByHand] = useState<Mapped[]>(shown.mapping);
  const choose = (column: string, field: Field) => {
    // What was remembered holds for what is not said anew.
    const before = byHand.length > 0 ? byHand : remembered;
    const mapping = [...before.filter((it) => it.column !== column), { column, field }];
    setByHand(mapping);
    save.mutate(mapping);
  };
  if (report.columns.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={3}>{m.imports_columns()}</Title>
      {report.encoding !== IN_A_BOOK && (
        <Text size="sm" c="dimmed">
          {m.imports_told_as({
            encoding: report.encoding,
            delimiter: delimiterText(report.delimiter),
          })}
        </Text>
      )}
      <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
      <Table
        caption={m.imports_columns()}
        headings={[
          m.imports_column(),
          ...(example ? [m.imports_first_row()] : []),
          m.imports_holds(),
          m.imports_certainty(),
        ]}
        rows={report.columns.map((column, n) => ({
          id: column.header,
          cells: [
            <strong key="column">{column.header}</strong>,
            ...(example ? [example[n]] : []),
            <FieldSelect
              key="holds"
              column={column.header}
              field={column.field}
              isDisabled={save.isPending || shown.state !== "ready"}
              onChoose={(field) => choose(column.header, field)}
            />,
            <Certainty
              key="certainty"
              of={column.certainty}
              isByHand={byHand.some((it) => it.column === column.header)}
              isRemembered={remembered.some((it) => it.column === column.header)}
            />,
          ],
        }))}
      />
    </Paper>
  );
}

type CertaintyProps = { of: number; isByHand: boolean; isRemembered: boolean };

function Certainty({ of, isByHand, isRemembered }: CertaintyProps) {
  if (isByHand) return <Badge variant="default">{m.imports_by_hand()}</Badge>;
  if (isRemembered) return <Badge variant="default">{m.imports_as_before()}</Badge>;
  if (of === 0) return <span className={styles.quiet}>{m.imports_kept_as_is()}</span>;
  if (of >= CERTAIN) return <span>{m.imports_certain()}</span>;
  return <span className={styles.attention}>{m.imports_look_at({ share: percent(of) })}</span>;
}

function delimiterText(told: string): string {
  return told === "" ? m.imports_no_delimiter() : (DELIMITERS[told]?.() ?? told);
}
