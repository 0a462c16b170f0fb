import { m } from "@/shared/messages/gen/messages";
import type { Column } from "../search";
import { columnWord } from "./columns";
import styles from "./people-grid.module.css";

type HeadingsProps = { columns: readonly Column[] };

/** The names of the columns. */
export function Headings({ columns }: HeadingsProps) {
  return (
    <div role="row" className={styles.headings} aria-rowindex={1}>
      <Heading label={m.people_column_selected()} isHidden />
      <Heading label={m.people_column_name()} />
      {columns.map((column) => (
        <Heading key={column} label={columnWord(column)} />
      ))}
    </div>
  );
}

type GroupHeadingProps = { label: string; line: number; offset: number; columns: number };

/** What stands over the people of one group; keys go past it. */
export function GroupHeading({ label, line, offset, columns }: GroupHeadingProps) {
  return (
    <div
      role="row"
      className={styles.group}
      style={{ transform: `translateY(${offset}px)` }}
      aria-rowindex={line + 2}
    >
      <span role="gridcell" aria-colspan={columns + 2}>
        {label}
      </span>
    </div>
  );
}

type HeadingProps = { label: string; isHidden?: boolean };

function Heading({ label, isHidden }: HeadingProps) {
  return (
    <span role="columnheader" className={styles.heading}>
      <span className={isHidden ? styles.unseen : undefined}>{label}</span>
    </span>
  );
}
