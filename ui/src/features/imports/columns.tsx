import { Badge, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
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
      <Text size="sm" c="dimmed">
        {m.imports_told_as({
          encoding: report.encoding,
          delimiter: delimiterText(report.delimiter),
        })}
      </Text>
      <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.imports_column()}</th>
              {example && <th scope="col">{m.imports_first_row()}</th>}
              <th scope="col">{m.imports_holds()}</th>
              <th scope="col">{m.imports_certainty()}</th>
            </tr>
          </thead>
          <tbody>
            {report.columns.map((column, n) => (
              <tr key={column.header}>
                <th scope="row">{column.header}</th>
                {example && <td className={styles.cell}>{example[n]}</td>}
                <td>
                  <FieldSelect
                    column={column.header}
                    field={column.field}
                    isDisabled={save.isPending || shown.state !== "ready"}
                    onChoose={(field) => choose(column.header, field)}
                  />
                </td>
                <td>
                  <Certainty
                    of={column.certainty}
                    isByHand={byHand.some((it) => it.column === column.header)}
                    isRemembered={remembered.some((it) => it.column === column.header)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Paper>
  );
}

type CertaintyProps = { of: number; isByHand: boolean; isRemembered: boolean };

function Certainty({ of, isByHand, isRemembered }: CertaintyProps) {
  if (isByHand) return <Badge variant="default">{m.imports_by_hand()}</Badge>;
  if (isRemembered) return <Badge variant="default">{m.imports_as_before()}</Badge>;
  if (of >= CERTAIN) return <span>{m.imports_certain()}</span>;
  return <span className={styles.attention}>{m.imports_look_at({ share: percent(of) })}</span>;
}

function delimiterText(told: string): string {
  if (told === "\t" || told === "tab") return m.imports_tab();
  return told === "" ? m.imports_no_delimiter() : told;
}
