import { IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { m } from "@/shared/messages/gen/messages";
import type { Filters } from "../queries";
import type { Column } from "../search";
import { columnWord } from "./columns";
import styles from "./people-grid.module.css";

type Sort = Filters["sort"];

/** What the list can be sorted by at the head of a column. */
const SORTS: Partial<Record<Column, NonNullable<Sort>>> = {
  company: "company",
  running: "cadence",
  owner: "owner",
};

type HeadingsProps = {
  columns: readonly Column[];
  /** In which order the list is. */
  sort: Sort;
  /** Puts it into another, or into its usual one; absent where the order is settled. */
  onSort: ((sort: Sort) => void) | undefined;
};

/** The names of the columns; the list is sorted by some of them. */
export function Headings({ columns, sort, onSort }: HeadingsProps) {
  return (
    <div role="row" className={styles.headings} aria-rowindex={1}>
      <Heading>
        <span className={styles.unseen}>{m.people_column_selected()}</span>
      </Heading>
      <SortHeading label={m.people_column_name()} by="name" sort={sort} onSort={onSort} />
      {columns.map((column) => (
        <SortHeading
          key={column}
          label={columnWord(column)}
          by={SORTS[column]}
          sort={sort}
          onSort={onSort}
        />
      ))}
    </div>
  );
}

type SortHeadingProps = Pick<HeadingsProps, "sort" | "onSort"> & { label: string; by: Sort };

function SortHeading({ label, by, sort, onSort }: SortHeadingProps) {
  const isSorted = by !== undefined && sort === by;
  if (by === undefined || onSort === undefined) {
    return <Heading isSorted={isSorted}>{label}</Heading>;
  }
  return (
    <Heading isSorted={isSorted}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(isSorted ? undefined : by)}
      >
        {label}
        {isSorted && <IconArrowUp size={14} aria-hidden="true" />}
      </button>
    </Heading>
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
      <span role="gridcell" aria-colspan={columns + 2} dir="auto">
        {label}
      </span>
    </div>
  );
}

type HeadingProps = { isSorted?: boolean; children: ReactNode };

function Heading({ isSorted, children }: HeadingProps) {
  return (
    <span
      role="columnheader"
      className={styles.heading}
      aria-sort={isSorted ? "ascending" : undefined}
    >
      {children}
    </span>
  );
}
