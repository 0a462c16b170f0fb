import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { FieldSelect } from "./field-select";
import styles from "./imports.module.css";
import { type Field, useMapping } from "./queries";
import { firstRowOf } from "./read-rows";
import { namesPeople } from "./refusal";

type MapByHandProps = {
  id: string;
  columns: readonly string[];
  sent: File | string | undefined;
};

/** What the columns of a table hold, said by whoever knows, where nobody could be told in it. */
export function MapByHand({ id, columns, sent }: MapByHandProps) {
  const [said, setSaid] = useState<Record<string, Field>>({});
  const save = useMapping(id);
  const { data: example } = useQuery({
    queryKey: ["imports", "first_row", id],
    queryFn: async () => (sent === undefined ? null : ((await firstRowOf(sent, columns)) ?? null)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const mapping = Object.entries(said).map(([column, field]) => ({ column, field }));
  return (
    <Paper withBorder p="md">
      <Stack gap="sm" align="flex-start">
        <div>
          <Title order={3}>{m.imports_say_columns()}</Title>
          <Text size="sm" c="dimmed">
            {m.imports_say_columns_text()}
          </Text>
        </div>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{m.imports_column()}</th>
                {example && <th scope="col">{m.imports_first_row()}</th>}
                <th scope="col">{m.imports_holds()}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column}>
                  <th scope="row">{column}</th>
                  {example && <td className={styles.cell}>{example.get(column)}</td>}
                  <td>
                    <FieldSelect
                      column={column}
                      field={said[column]}
                      isDisabled={save.isPending}
                      onChoose={(field) => setSaid({ ...said, [column]: field })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
        <Button
          disabled={!mapping.some(({ field }) => namesPeople(field))}
          loading={save.isPending}
          onClick={() => save.mutate(mapping)}
        >
          {m.imports_look_again()}
        </Button>
      </Stack>
    </Paper>
  );
}
