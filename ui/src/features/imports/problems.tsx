import { Paper, Title } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { ByHand } from "./by-hand";
import { CorrectCell } from "./correct-cell";
import { columnsToCorrect } from "./correctable";
import styles from "./imports.module.css";
import type { Lines } from "./lines";
import { problemWords } from "./problem-words";
import type { ImportProblem, ImportReport } from "./queries";

const ROW = 52;
const HIGHEST = 8;

type ProblemsProps = {
  title: string;
  problems: ImportProblem[];
  lines: Lines;
  report: ImportReport;
  byHand: ByHand;
};

/** Every row or value that cannot be used, and why; what stands in its cell, to be corrected there. */
export function Problems({ title, problems, lines, report, byHand }: ProblemsProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: problems.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  if (problems.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={3}>{title}</Title>
      <section
        ref={box}
        className={styles.problems}
        style={{ maxHeight: ROW * HIGHEST }}
        aria-label={title}
        // A region that scrolls is scrolled by keys too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
      >
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const problem = problems[index];
            if (problem === undefined) return null;
            return (
              <li
                key={`${problem.row} ${problem.column} ${problem.why}`}
                ref={virtual.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Problem problem={problem} lines={lines} report={report} byHand={byHand} />
              </li>
            );
          })}
        </ul>
      </section>
    </Paper>
  );
}

type ProblemProps = Omit<ProblemsProps, "title" | "problems"> & { problem: ImportProblem };

function Problem({ problem, lines, report, byHand }: ProblemProps) {
  const { row, column } = problem;
  const { value, why } = problemWords(problem);
  const cellOf = (header: string) =>
    lines.get(row)?.[report.columns.findIndex((it) => it.header === header)];
  const columns = columnsToCorrect(problem, report.columns);
  return (
    <>
      <span className={styles.place}>
        {row > 0 && m.imports_row_n({ n: whole(row) })}
        {column !== "" && `, ${column}`}
      </span>
      {columns.map((header) => (
        <CorrectCell
          key={header}
          row={row}
          column={header}
          cell={cellOf(header) ?? (header === column ? (value ?? "") : "")}
          byHand={byHand}
        />
      ))}
      {columns.length === 0 && value !== undefined && <code>{value}</code>}
      <span>{why}</span>
    </>
  );
}
