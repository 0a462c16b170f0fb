import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { progressQuery } from "@/features/recipes/public/recipe";
import { newId } from "@/shared/ids/new-id";
import { m } from "@/shared/messages/gen/messages";
import { addToOutbox } from "@/shared/outbox/outbox";
import { onceStanding } from "@/shared/standing/standing";
import { CountedDialog } from "./dialogs";
import type { Ingredient } from "./queries";
import styles from "./recipe-strip.module.css";

/** Words of the doctrine: the first screen of a day is there before them, and keeps their place. */
const ClassLabel = lazy(
  onceStanding(async () => ({
    default: (await import("@/features/doctrine/public/class-label")).ClassLabel,
  })),
);

/** The ingredients of the recipe, and how far each has come today; nothing where there is no recipe. */
export function RecipeStrip() {
  const { data } = useQuery(progressQuery);
  const [open, setOpen] = useState<string>();
  if (data == null || data.ingredients.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={m.today_recipe()}>
      {data.ingredients.map((ingredient) => (
        <Card
          key={ingredient.ingredient}
          ingredient={ingredient}
          onOpen={() => setOpen(ingredient.ingredient)}
        />
      ))}
      {open !== undefined && (
        <CountedDialog ingredient={open} day="today" onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

type CardProps = { ingredient: Ingredient; onOpen: () => void };

function Card({ ingredient, onOpen }: CardProps) {
  const { today, met, by, counts } = ingredient;
  const goal = today.goal;
  return (
    <div className={styles.card} data-met={met}>
      <button type="button" className={styles.open} aria-haspopup="dialog" onClick={onOpen}>
        <span className={styles.name}>{ingredient.ingredient}</span>
        <span className={styles.count}>
          <strong>{today.done}</strong>
          {goal > 0 && ` / ${goal}`}
          {by != null && <span className={styles.by}>{m.today_by_time({ time: by })}</span>}
        </span>
        {goal > 0 && (
          <progress
            className={styles.bar}
            max={goal}
            value={Math.min(today.done, goal)}
            aria-label={m.today_done_of({ n: String(today.done), goal: String(goal) })}
          />
        )}
        <span className={styles.state}>
          {STATES[met]()}
          {counts !== "by_hand" && (
            <Suspense>
              <ClassLabel behaviours={counts.behaviours} />
            </Suspense>
          )}
        </span>
      </button>
      {counts === "by_hand" && <CountButton key={today.done} ingredient={ingredient} />}
    </div>
  );
}

type CountButtonProps = { ingredient: Ingredient };

/** One more of what nobody but the rep can count. */
function CountButton({ ingredient }: CountButtonProps) {
  const [added, setAdded] = useState(0);
  const times = ingredient.today.done + added + 1;
  const add = () => {
    setAdded(added + 1);
    addToOutbox({
      id: newId(),
      label: m.today_counted({ n: String(times), what: ingredient.ingredient }),
      write: { kind: "count", body: { ingredient: ingredient.ingredient, times } },
    });
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={m.today_one_more({ what: ingredient.ingredient })}
      onClick={add}
    >
      +1
    </Button>
  );
}

const STATES: Record<Ingredient["met"], () => string> = {
  no_goal: m.today_goal_none,
  met: m.today_goal_met,
  late: m.today_goal_late,
  open: m.today_goal_open,
  missed: m.today_goal_missed,
};
