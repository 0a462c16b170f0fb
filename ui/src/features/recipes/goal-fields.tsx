import { Button, Input, NumberInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { weekdayName } from "@/shared/dates/weekdays";
import { m } from "@/shared/messages/gen/messages";
import { onWeekdays } from "./draft";
import styles from "./ingredient-fields.module.css";

/** Highest goal of a day. */
const MOST = 1_000;
const WEEK = [1, 2, 3, 4, 5, 6, 7];

type GoalFieldsProps = {
  label: string;
  /** Monday to Sunday. */
  goals: number[];
  /** Whether it is one number for Monday to Friday. */
  isEven: boolean;
  error: ReactNode;
  onChange: (goals: number[]) => void;
};

/** How many a day: one number for Monday to Friday, or one for each day. */
export function GoalFields({ label, goals, isEven, error, onChange }: GoalFieldsProps) {
  const [isEach, setEach] = useState(!isEven);
  if (!isEach) {
    return (
      <div>
        <NumberInput
          label={label}
          min={0}
          max={MOST}
          clampBehavior="strict"
          value={goals[0] ?? 0}
          onChange={(goal) => onChange(onWeekdays(Number(goal)))}
          error={error}
        />
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => setEach(true)}>
          {m.recipes_goal_each_day()}
        </Button>
      </div>
    );
  }
  const set = (n: number, goal: number) =>
    onChange(goals.map((it, day) => (day === n ? goal : it)));
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <div className={styles.week}>
        {WEEK.map((day) => (
          <NumberInput
            key={day}
            aria-label={weekdayName(day, "long")}
            description={weekdayName(day, "short")}
            min={0}
            max={MOST}
            hideControls
            clampBehavior="strict"
            value={goals[day - 1] ?? 0}
            onChange={(goal) => set(day - 1, Number(goal))}
          />
        ))}
      </div>
    </Input.Wrapper>
  );
}
