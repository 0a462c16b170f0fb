import "@mantine/charts/styles.layer.css";
import { CompositeChart } from "@mantine/charts";
import { dayOfMonth, monthName, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { tenths, whole } from "@/shared/numbers/format";
import styles from "./plan.module.css";
import type { Span, SpanKind } from "./room";

type RoomChartProps = { spans: Span[]; kind: SpanKind };

/** What is promised, what would be new on top of it, and the hours as a line. */
export function RoomChart({ spans, kind }: RoomChartProps) {
  const name = { day: shortDay, week: dayOfMonth, month: monthName }[kind];
  // Days are drawn in minutes, weeks and months in hours.
  const unit = kind === "day" ? 1 : 60;
  const data = spans.map(({ from, hours, promised, added }) => ({
    span: name(from),
    hours: hours / unit,
    promised: promised / unit,
    added: added / unit,
  }));
  return (
    <figure className={styles.chart} aria-label={m.plan_chart_text()}>
      <CompositeChart
        h={340}
        data={data}
        dataKey="span"
        series={[
          {
            name: "promised",
            label: m.plan_promised(),
            color: "var(--touchstone-chart-promised)",
            type: "bar",
          },
          { name: "added", label: m.plan_new(), color: "var(--touchstone-chart-new)", type: "bar" },
          {
            name: "hours",
            label: m.plan_hours(),
            color: "var(--touchstone-chart-hours)",
            type: "line",
          },
        ]}
        barProps={{ stackId: "minutes", isAnimationActive: false }}
        lineProps={{ isAnimationActive: false }}
        curveType="step"
        withDots={false}
        withLegend
        // In the order in which they are stacked, not in that of the alphabet.
        legendProps={{ itemSorter: null }}
        valueFormatter={kind === "day" ? inMinutes : inHours}
        yAxisProps={{ width: 64 }}
        maxBarWidth={36}
      />
    </figure>
  );
}

function inMinutes(n: number): string {
  return m.shared_minutes({ n: whole(n) });
}

/** Of a week and more: "7.5 h". */
function inHours(n: number): string {
  return m.shared_hours({ n: tenths(n) });
}
