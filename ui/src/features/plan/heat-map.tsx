import { Paper, Text, Title, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { type Day, weekdayOf } from "@/shared/dates/days";
import { dayOfMonth, monthName, weekdayName } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import styles from "./plan.module.css";
import type { Span, SpanKind } from "./room";

type HeatMapProps = {
  spans: Span[];
  kind: SpanKind;
  /** The days in which one more start would not fit; absent where all fit. */
  breaks?: { from: Day; to: Day } | null | undefined;
  onDay: (day: Day) => void;
};

/** How much of each day, week or month is promised: the fuller, the darker; over it, red and said so. */
export function HeatMap({ spans, kind, breaks, onDay }: HeatMapProps) {
  const weekdays = [...new Set(spans.map((span) => weekdayOf(span.from)))].sort();
  const columnOf = (span: Span) => weekdays.indexOf(weekdayOf(span.from)) + 1;
  const isBreaking = ({ from }: Span) =>
    kind === "day" && breaks != null && breaks.from <= from && from <= breaks.to;
  return (
    <Paper withBorder p="md">
      <Title order={2}>{m.plan_room()}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {m.plan_room_text()}
      </Text>
      {spans.some(isBreaking) && (
        <Text size="sm" mb="sm">
          <b className={styles.breaking}>!</b> {m.plan_breaks_here()}
        </Text>
      )}
      {kind === "day" ? (
        <div
          className={styles.days}
          style={{ gridTemplateColumns: `repeat(${weekdays.length}, minmax(0, 1fr))` }}
        >
          {weekdays.map((day) => (
            <div key={day} className={styles.weekday} aria-hidden="true">
              {weekdayName(day)}
            </div>
          ))}
          {spans.map((span) =>
            span.off.length > 0 && stateOf(span) === "off" ? (
              <DayOff key={span.from} span={span} column={columnOf(span)} />
            ) : (
              <button
                key={span.from}
                type="button"
                className={styles.cell}
                style={{ ...shade(span), gridColumn: columnOf(span) }}
                data-state={stateOf(span)}
                onClick={() => onDay(span.from)}
              >
                <Inside
                  span={span}
                  name={dayOfMonth(span.from)}
                  mark={isBreaking(span) && <Breaking />}
                />
                <VisuallyHidden>
                  {m.plan_cell(told(span))} {isBreaking(span) && m.plan_breaks_here()}
                </VisuallyHidden>
              </button>
            ),
          )}
        </div>
      ) : (
        <ul className={styles.spans}>
          {spans.map((span) => {
            const name =
              kind === "week"
                ? m.plan_week_of({ day: dayOfMonth(span.from) })
                : monthName(span.from);
            return (
              <li
                key={span.from}
                className={styles.cell}
                style={shade(span)}
                data-state={stateOf(span)}
              >
                <Inside span={span} name={name} />
              </li>
            );
          })}
        </ul>
      )}
    </Paper>
  );
}

type DayOffProps = { span: Span; column: number };

/** A day of leave or a holiday: nothing is planned on it, and nothing piles up behind it. */
function DayOff({ span, column }: DayOffProps) {
  return (
    <div className={styles.cell} style={{ gridColumn: column }} data-state="off">
      <span className={styles.date}>{dayOfMonth(span.from)}</span>
      <span className={styles.word}>{span.off[0]}</span>
    </div>
  );
}

/** Red never stands alone: it is a sign too, and said. */
function Breaking() {
  return (
    <b className={styles.breaking} aria-hidden="true">
      !
    </b>
  );
}

type InsideProps = { span: Span; name: string; mark?: ReactNode };

function Inside({ span, name, mark }: InsideProps) {
  const state = stateOf(span);
  return (
    <>
      <span className={styles.date}>{name}</span>
      <span className={styles.sum}>
        {whole(span.promised + span.added)}
        <small>/{whole(span.hours)}</small>
        {mark}
      </span>
      <span className={styles.word}>
        {state === "over" && m.plan_over()}
        {span.off.length > 0
          ? m.plan_days_off({ n: span.off.length })
          : state === "off" && m.plan_off()}
      </span>
    </>
  );
}

function stateOf({ hours, promised, added }: Span): "over" | "off" | "room" {
  if (hours === 0 && promised + added === 0) return "off";
  return promised + added > hours ? "over" : "room";
}

function shade(span: Span) {
  if (stateOf(span) !== "room") return {};
  const share = Math.round((36 * (span.promised + span.added)) / Math.max(span.hours, 1));
  const full = "var(--touchstone-chart-promised)";
  return { background: `color-mix(in srgb, ${full} ${share}%, var(--mantine-color-body))` };
}

function told({ hours, promised, added }: Span) {
  return {
    promised: whole(promised),
    added: whole(added),
    hours: whole(hours),
    room: minutes(Math.max(hours - promised - added, 0)),
  };
}
