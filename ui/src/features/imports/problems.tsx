import { Paper, Title } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./imports.module.css";
import { problemWords } from "./problem-words";
import type { ImportProblem, ImportReport } from "./queries";
import type { Rows } from "./read-rows";

const ROW = 52;
const HIGHEST = 8;

type ProblemsProps = {
  title: string;
  problems: ImportProblem[];
  rows: Rows | undefined;
  report: ImportReport;
};

/** Every row or value that cannot be used, and why; what stands in its cell beside it. */
export function Problems({ title, problems, rows, report }: ProblemsProps) {
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
        style={{ height: ROW * Math.min(problems.length, HIGHEST) }}
        aria-label={title}
        // A region that scrolls is scrolled by keys too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
      >
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const problem = problems[index];
            if (problem === undefined) return null;
            const at = report.columns.findIndex((column) => column.header === problem.column);
            const { value, why } = problemWords(problem.why);
            const cell = rows?.[problem.row - 1]?.[at] ?? value;
            return (
              <li key={index} style={{ height: ROW, transform: `translateY(${start}px)` }}>
                <span className={styles.place}>
                  {problem.row > 0 && m.imports_row_n({ n: whole(problem.row) })}
                  {problem.column !== "" && `, ${problem.column}`}
                </span>
                {cell !== undefined && <code>{cell}</code>}
                <span>{why}</span>
              </li>
            );
          })}
        </ul>
      </section>
    </Paper>
  );
}
