import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NoHours } from "@/features/calendar/public/no-hours";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { Progress } from "./progress";
import { progressQuery, type RecipeShown, recipeQuery } from "./public/recipe";
import { RecipeChange } from "./recipe-change";
import { StarterChoice } from "./starter-choice";

/** The recipe in force and how far it is kept; where there is none, recipes to begin with. */
export function RecipePanel() {
  return (
    <FourStates query={useQuery(recipeQuery)} skeleton={<Loading height={420} radius="lg" />}>
      {(recipe) => (recipe === null ? <StarterChoice /> : <InForce recipe={recipe} />)}
    </FourStates>
  );
}

type InForceProps = { recipe: RecipeShown };

function InForce({ recipe }: InForceProps) {
  const [isChanging, setChanging] = useState(false);
  const progress = useQuery(progressQuery);
  const { zone } = useMe();
  if (isChanging) return <RecipeChange recipe={recipe} onDone={() => setChanging(false)} />;
  return (
    <Stack>
      <Card
        title={recipe.name}
        lead={m.recipes_version_since({
          n: recipe.version,
          day: shortDay(recipe.from, dayIn(zone)),
        })}
        aside={
          <Group>
            <Button onClick={() => setChanging(true)}>{m.recipes_change()}</Button>
          </Group>
        }
      >
        {recipe.override_why !== "" && (
          <Alert color="orange" mb="md">
            <Text size="sm">{m.recipes_overridden({ why: recipe.override_why })}</Text>
          </Alert>
        )}
        <FourStates query={progress} skeleton={<Loading height={280} />}>
          {(data) => (data === null ? <NoHours /> : <Progress progress={data} />)}
        </FourStates>
      </Card>
    </Stack>
  );
}
