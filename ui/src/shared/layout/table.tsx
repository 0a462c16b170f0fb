import { Table as KitTable, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";
import styles from "./table.module.css";

type TableProps = {
  /** What it shows, for those who hear it. */
  caption: string;
  /** The headings of its columns; an empty one is for a column of buttons. */
  headings: string[];
  /** Rows, each with its key and as many cells as there are headings. */
  rows: { id: string; cells: ReactNode[] }[];
};

/** A short table: on a phone each row becomes a block whose cells name their headings. */
export function Table({ caption, headings, rows }: TableProps) {
  return (
    <KitTable className={styles.table ?? ""} verticalSpacing="xs">
      <caption className={styles.caption}>{caption}</caption>
      <KitTable.Thead>
        <KitTable.Tr>
          {headings.map((heading, n) => (
            // Columns never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <KitTable.Th key={n}>
              {heading === "" ? <VisuallyHidden>{m.shared_actions()}</VisuallyHidden> : heading}
            </KitTable.Th>
          ))}
        </KitTable.Tr>
      </KitTable.Thead>
      <KitTable.Tbody>
        {rows.map(({ id, cells }) => (
          <KitTable.Tr key={id}>
            {cells.map((cell, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <KitTable.Td key={n} data-heading={headings[n]}>
                {cell}
              </KitTable.Td>
            ))}
          </KitTable.Tr>
        ))}
      </KitTable.Tbody>
    </KitTable>
  );
}
