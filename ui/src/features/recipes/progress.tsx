import { Badge, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { ClassLabel } from "@/features/doctrine/public/class-label";
import { m } from "@/shared/messages/gen/messages";
import { percent, whole } from "@/shared/numbers/format";
import { CountByHand } from "./count-by-hand";
import styles from "./progress.module.css";
import { CountedRows } from "./public/counted-rows";
import type { IngredientShown, ProgressShown, SpanName } from "./queries";
import { BEHAVIOURS, SPAN_NAMES, SPANS } from "./words";

type Opened = { ingredient: string; span: SpanName };
type ProgressProps = { progress: ProgressShown };

/** How far each ingredient has come; every number opens to what was counted. */
export function Progress({ progress }: ProgressProps) {
  const [opened, setOpened] = useState<Opened>();
  return (
    <>
      <ul className={styles.ingredients}>
        {progress.ingredients.map((one) => (
          <li key={one.ingredient} className={styles.ingredient}>
            <Head one={one} />
            <div className={styles.spans}>
              {SPAN_NAMES.map((span) => (
                <Span
                  key={span}
                  one={one}
                  span={span}
                  onOpen={() => setOpened({ ingredient: one.ingredient, span })}
                />
              ))}
            </div>
            <Projection one={one} />
          </li>
        ))}
      </ul>
      {opened !== undefined && <CountedRows {...opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

type OneProps = { one: IngredientShown };

function Head({ one }: OneProps) {
  const counts =
    one.counts === "by_hand"
      ? m.recipes_counted_by_hand()
      : one.counts.behaviours.map((it) => BEHAVIOURS[it]()).join(" + ");
  return (
    <div className={styles.head}>
      <div>
        <Text fw={600}>{one.ingredient}</Text>
        {counts !== one.ingredient && (
          <Text size="sm" c="dimmed">
            {counts}
          </Text>
        )}
      </div>
      <div className={styles.marks}>
        {one.counts !== "by_hand" && <ClassLabel behaviours={one.counts.behaviours} />}
        {typeof one.by === "string" && (
          <Badge variant="default" tt="none">
            {m.recipes_by({ time: one.by })}
          </Badge>
        )}
        <span className={styles.met} data-met={one.met}>
          {METS[one.met]()}
        </span>
        {one.counts === "by_hand" && <CountByHand one={one} />}
      </div>
    </div>
  );
}

const METS: Record<IngredientShown["met"], () => string> = {
  no_goal: m.recipes_met_no_goal,
  met: m.recipes_met_met,
  late: m.recipes_met_late,
  open: m.recipes_met_open,
  missed: m.recipes_met_missed,
};

type SpanProps = OneProps & { span: SpanName; onOpen: () => void };

function Span({ one, span, onOpen }: SpanProps) {
  const { done, goal, goal_so_far, goal_days_so_far, days_met } = one[span];
  const share = goal === 0 ? 0 : Math.min(1, done / goal);
  return (
    <button type="button" className={styles.span} onClick={onOpen}>
      <VisuallyHidden>{m.recipes_open_rows({ ingredient: one.ingredient })}</VisuallyHidden>
      <span className={styles.label}>{SPANS[span]()}</span>
      <span className={styles.count}>
        <b>{whole(done)}</b> {m.recipes_of_goal({ goal: whole(goal) })}
      </span>
      <span className={styles.track}>
        <span className={styles.done} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.label}>
        {span === "today"
          ? percent(share)
          : m.recipes_so_far({
              goal: whole(goal_so_far),
              met: whole(days_met),
              days: whole(goal_days_so_far),
            })}
      </span>
    </button>
  );
}

function Projection({ one }: OneProps) {
  const { at_goal, at_pace } = one.projection;
  return (
    <Text size="sm" c="dimmed">
      {typeof at_pace === "number"
        ? m.recipes_projection({ pace: whole(at_pace), goal: whole(at_goal) })
        : m.recipes_projection_goal({ goal: whole(at_goal) })}
    </Text>
  );
}
