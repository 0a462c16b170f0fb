import { Skeleton, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { along, type Draft, evenGoal, tomlOf } from "../draft";
import { type Answers, ASKS_OF_A_MEETING } from "../normal-day";
import { recipeCheckQuery, startedCadencesQuery, useSaveRecipe } from "../queries";
import { RECIPE_PROBLEMS } from "../recipe-editor";
import { StarterQuestions } from "../starter-questions";
import { type Starter, starters } from "../starters";
import styles from "./starter-cards.module.css";

type StarterCardsProps = { onPicked?: () => void };

/** Recipes to begin with: picking one is one click, and it is in force. */
export function StarterCards({ onPicked }: StarterCardsProps) {
  const cadences = useQuery(startedCadencesQuery);
  const [problem, setProblem] = useState<string>();
  const [answers, setAnswers] = useState<Answers>({});
  const save = useSaveRecipe();
  const pick = async (draft: Draft) => {
    setProblem(undefined);
    try {
      const saved = await save.mutateAsync({ toml: tomlOf(draft) });
      if (saved.is_saved) {
        showMessage(m.recipes_saved({ name: draft.name }));
        onPicked?.();
      } else {
        setProblem(m.recipes_refused());
      }
    } catch (error) {
      setProblem(problemText(error, RECIPE_PROBLEMS));
    }
  };
  return (
    <>
      <StarterQuestions answers={answers} onAnswer={setAnswers} />
      <FourStates query={cadences} skeleton={<CardsSkeleton />}>
        {(data) => (
          <ul className={styles.cards}>
            {starters(data.cadences[0]?.name, answers).map((starter) => (
              <StarterCard
                key={starter.id}
                starter={starter}
                isSaving={save.isPending}
                onPick={(draft) => void pick(draft)}
              />
            ))}
          </ul>
        )}
      </FourStates>
      <ProblemAlert text={problem} />
    </>
  );
}

/** As many cards as there will be, each in its place and as high. */
function CardsSkeleton() {
  return (
    <ul className={styles.cards} aria-busy="true">
      {["first", "second", "third"].map((it) => (
        <li key={it}>
          <CardSkeleton />
        </li>
      ))}
    </ul>
  );
}

function CardSkeleton() {
  return <Skeleton className={styles.waiting ?? ""} height="100%" radius={12} />;
}

type StarterCardProps = { starter: Starter; isSaving: boolean; onPick: (draft: Draft) => void };

/** One recipe, with as many starts a day as the plan can finish; nothing where it can finish none. */
function StarterCard({ starter, isSaving, onPick }: StarterCardProps) {
  const asksPlan = starter.draft.ingredients.some((one) => one.takes === "start");
  const check = useQuery({ ...recipeCheckQuery(tomlOf(starter.draft)), enabled: asksPlan });
  if (asksPlan && check.data == null) {
    // What the plan does not answer is not offered; until it answers, its place is kept.
    return check.isPending ? (
      <li>
        <CardSkeleton />
      </li>
    ) : null;
  }
  const draft = asPlanned(starter.draft, check.data ?? undefined);
  if (draft === undefined) return null;
  return (
    <li>
      <UnstyledButton className={styles.card} disabled={isSaving} onClick={() => onPick(draft)}>
        <Text fw={600}>{starter.title()}</Text>
        <Text size="sm" c="dimmed">
          {starter.text()}
        </Text>
        <ul className={styles.goals}>
          {draft.ingredients.map((one) => (
            <li key={one.name}>
              <b>{whole(evenGoal(one.goals) ?? Math.max(...one.goals))}</b> {one.name}
              {one.by !== "" && `, ${m.recipes_by({ time: one.by })}`}
            </li>
          ))}
        </ul>
        {starter.wanted !== undefined && (
          <Text size="sm" c="dimmed">
            {wantedText(starter.wanted)}
          </Text>
        )}
        <span className={styles.use}>{m.recipes_use()}</span>
      </UnstyledButton>
    </li>
  );
}

/** What the meetings wanted take, and what is assumed in that. */
function wantedText({ meetings, asks, held }: NonNullable<Starter["wanted"]>): string {
  const take = m.recipes_wanted({ n: meetings, asks, of: ASKS_OF_A_MEETING });
  return held < meetings ? `${take} ${m.recipes_wanted_short({ held })}` : take;
}

/** The recipe as the plan can keep it; none where it cannot. */
function asPlanned(
  draft: Draft,
  check: Parameters<typeof along>[1] | undefined,
): Draft | undefined {
  if (check === undefined || check.verdict === "fits") return draft;
  const fewer = check.ways_out.find((way) => way.kind === "fewer");
  if (fewer === undefined) return undefined;
  const planned = along(draft, check, fewer);
  const keepsStarts = planned?.ingredients.some((one) => one.takes === "start") ?? false;
  return keepsStarts ? planned : undefined;
}
