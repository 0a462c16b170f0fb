import { useState } from "react";
import { flushSync } from "react-dom";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { newStep } from "./draft";
import type { Step } from "./queries";

/** As many as a cadence may have. */
export const MOST = 16;

/** A touch while it is edited: it has no id of its own, so one is kept beside it, by which a row stays itself when it moves. */
export type Row = { key: number; step: Step };

let last = 0;

/** The touches of a cadence while they are edited. */
export function useSteps(first: readonly Step[]) {
  const [rows, setRows] = useState<Row[]>(() => rowsOf(first));
  return {
    rows,
    steps: rows.map(({ step }) => step),
    change: (key: number, step: Step) =>
      setRows(rows.map((row) => (row.key === key ? { key, step } : row))),
    add: () => setRows([...rows, rowOf(newStep())]),
    copy: (key: number) =>
      setRows(rows.flatMap((row) => (row.key === key ? [row, rowOf(row.step)] : [row]))),
    take: (steps: readonly Step[]) => setRows(rowsOf(steps)),
    remove: (key: number) => {
      setRows(rows.filter((row) => row.key !== key));
      const n = rows.findIndex((row) => row.key === key) + 1;
      showMessage(m.cadences_removed({ n: String(n) }), () =>
        setRows((now) => backAt(now, n - 1, rows)),
      );
    },
    /** Moves a touch by one place; what has the focus keeps it, as a moved element would lose it. */
    move: (key: number, by: -1 | 1) => {
      const focused = document.activeElement;
      flushSync(() => setRows(moved(rows, key, by)));
      if (focused instanceof HTMLElement) focused.focus();
    },
  };
}

/** A row moved by one place, and not out of the list. */
export function moved(rows: readonly Row[], key: number, by: -1 | 1): Row[] {
  const from = rows.findIndex((row) => row.key === key);
  const other = rows[from + by];
  const row = rows[from];
  if (row === undefined || other === undefined) return [...rows];
  return rows.map((it, n) => (n === from ? other : n === from + by ? row : it));
}

function backAt(now: readonly Row[], at: number, before: readonly Row[]): Row[] {
  const gone = before[at];
  if (gone === undefined || now.some((row) => row.key === gone.key)) return [...now];
  return now.toSpliced(at, 0, gone);
}

function rowsOf(steps: readonly Step[]): Row[] {
  return steps.map(rowOf);
}

function rowOf(step: Step): Row {
  last += 1;
  return { key: last, step };
}
