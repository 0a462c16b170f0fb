import { type MouseEvent, memo } from "react";
import { m } from "@/shared/messages/gen/messages";
import { isLate } from "../public/work";
import type { Person } from "../queries";
import type { Column } from "../search";
import { CellEditor } from "./cell-editor";
import { cellText, columnWord, type Here, isEditable } from "./columns";
import styles from "./people-grid.module.css";
import { RowDots } from "./row-dots";

/** What can be done with a row. */
export type RowDeeds = {
  go: (id: string) => void;
  toggle: (id: string, isReach: boolean) => void;
  peek: (id: string) => void;
  edit: (id: string, column: Column) => void;
  done: (id: string, column: Column) => void;
};

export type RowProps = {
  person: Person;
  index: number;
  offset: number;
  columns: readonly Column[];
  here: Here;
  isAt: boolean;
  isPeeked: boolean;
  isSelected: boolean;
  /** The column that is being changed. */
  editing: Column | undefined;
  deeds: RowDeeds;
};

/**
 * A person in one line: no row of a table, since a table cannot hold rows that are not drawn. Plain elements, drawn anew only
 * when something of it changed.
 */
export const PersonRow = memo(function PersonRow(props: RowProps) {
  const { person, index, offset, columns, here, isAt, isPeeked, isSelected, editing, deeds } =
    props;
  const { id } = person;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid, which has the focus
    <div
      role="row"
      id={`row-${id}`}
      className={styles.row}
      style={{ transform: `translateY(${offset}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-at={isAt || undefined}
      data-peeked={isPeeked || undefined}
      onClick={() => deeds.go(id)}
    >
      <SelectCell person={person} isSelected={isSelected} deeds={deeds} />
      <NameCell person={person} isAt={isAt} deeds={deeds} />
      {columns.map((column) => (
        <Cell
          key={column}
          person={person}
          column={column}
          here={here}
          isAt={isAt}
          isEditing={editing === column}
          deeds={deeds}
        />
      ))}
    </div>
  );
});

type SelectCellProps = { person: Person; isSelected: boolean; deeds: RowDeeds };

export function SelectCell({ person, isSelected, deeds }: SelectCellProps) {
  const click = (event: MouseEvent) => {
    event.stopPropagation();
    deeds.toggle(person.id, event.shiftKey);
  };
  return (
    <span role="gridcell" className={styles.select}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isSelected}
        onClick={click}
        onChange={() => undefined}
        aria-label={m.people_select({ name: person.name })}
      />
    </span>
  );
}

type NameCellProps = { person: Person; isAt: boolean; deeds: RowDeeds };

export function NameCell({ person, isAt, deeds }: NameCellProps) {
  const peek = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    deeds.peek(person.id);
  };
  return (
    <span role="gridcell" className={styles.name}>
      <a href={`/people/${person.id}`} dir="auto" tabIndex={isAt ? 0 : -1} onClick={peek}>
        {person.name}
      </a>
      {person.suppressed.length > 0 && (
        <span className={styles.barred}>{m.people_suppressed_short()}</span>
      )}
    </span>
  );
}

type CellProps = {
  person: Person;
  column: Column;
  here: Here;
  isAt: boolean;
  isEditing: boolean;
  deeds: RowDeeds;
};

/** What can be changed is a button in the row that the keys are at; in every other row a click on it does the same. */
function Cell({ person, column, here, isAt, isEditing, deeds }: CellProps) {
  const text = cellText(person, column, here);
  const edit = isEditable(column) ? () => deeds.edit(person.id, column) : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by the keys it is done in the row that they are at
    <span
      role="gridcell"
      className={styles.cell}
      data-column={column}
      data-value={plain(person, column, here)}
      data-can-change={edit !== undefined || undefined}
      onClick={isAt ? undefined : edit}
    >
      {isEditing && isEditable(column) ? (
        <CellEditor person={person} column={column} onDone={() => deeds.done(person.id, column)} />
      ) : isAt && edit !== undefined ? (
        <button
          type="button"
          dir="auto"
          className={styles.editable}
          aria-label={m.people_edit_cell({ column: columnWord(column), value: text })}
          onClick={edit}
        >
          {text}
        </button>
      ) : column === "running" && person.running?.state === "active" ? (
        <RowDots running={person.running} label={text} />
      ) : (
        <span dir="auto" className={styles.text}>
          {text}
        </span>
      )}
    </span>
  );
}

/** What the style sheet colours by. */
function plain(person: Person, column: Column, { today }: Here): string | undefined {
  if (column === "next") return isLate(person, today) ? "late" : undefined;
  return column === "standing" || column === "fit" ? person[column] : undefined;
}
