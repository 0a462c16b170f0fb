import { Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { StarterCards } from "@/features/recipes/public/starter-cards";
import { m } from "@/shared/messages/gen/messages";
import { HoursStep } from "./hours-step";
import { nextStep, STEPS, type Step } from "./kept";
import { PeopleStep } from "./people-step";
import { ProspectsStep } from "./prospects-step";
import { stepsDoneQuery } from "./queries";
import styles from "./steps.module.css";
import { TouchStep } from "./touch-step";

const TITLES: Record<Step, () => string> = {
  people: m.first_run_people,
  hours: m.first_run_hours,
  recipe: m.first_run_recipe,
  prospects: m.first_run_prospects,
  touch: m.first_run_touch,
};

type StepsProps = {
  done: Record<Step, boolean>;
  skipped: Step[];
  onSkip: (step: Step) => void;
  /** Takes up again what was left out. */
  onTake: (step: Step) => void;
};

/** Five steps; the next one is open, and any other opens by a click. */
export function Steps({ done, skipped, onSkip, onTake }: StepsProps) {
  const [chosen, setChosen] = useState<Step>();
  const open = chosen !== undefined && !done[chosen] ? chosen : nextStep(done, skipped);
  const take = (step: Step) => {
    onTake(step);
    setChosen(step);
  };
  const skip = (step: Step) => {
    onSkip(step);
    setChosen(undefined);
  };
  return (
    <ol className={styles.steps}>
      {STEPS.map((step, n) => (
        <li key={step} className={styles.step} aria-current={step === open ? "step" : undefined}>
          <Group gap="sm" wrap="nowrap">
            <span className={styles.mark} data-done={done[step]}>
              {done[step] ? <IconCheck size={16} aria-label={m.first_run_done()} /> : n + 1}
            </span>
            {step === open || done[step] ? (
              <Text fw={step === open ? 600 : 400} {...(done[step] ? { c: "dimmed" } : {})}>
                {TITLES[step]()}
              </Text>
            ) : (
              <button type="button" className={styles.opener} onClick={() => take(step)}>
                {TITLES[step]()}
                {skipped.includes(step) && ` (${m.first_run_skipped()})`}
              </button>
            )}
          </Group>
          {step === open && (
            <div className={styles.content}>
              <StepContent step={step} />
              <Button size="compact-sm" variant="subtle" mt="sm" onClick={() => skip(step)}>
                {m.first_run_skip()}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

type StepContentProps = { step: Step };

function StepContent({ step }: StepContentProps): ReactNode {
  const client = useQueryClient();
  const look = () => void client.invalidateQueries({ queryKey: stepsDoneQuery.queryKey });
  switch (step) {
    case "people":
      return <PeopleStep />;
    case "hours":
      return <HoursStep />;
    case "recipe":
      return <StarterCards onPicked={look} />;
    case "prospects":
      return <ProspectsStep />;
    case "touch":
      return <TouchStep />;
  }
}
