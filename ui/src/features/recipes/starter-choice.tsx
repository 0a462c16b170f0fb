import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { type Draft, emptyIngredient } from "./draft";
import { StarterCards } from "./public/starter-cards";
import { startedCadencesQuery } from "./queries";
import { RecipeEditor } from "./recipe-editor";

/** No recipe yet: some to begin with, or one of one's own. */
export function StarterChoice() {
  const cadences = useQuery(startedCadencesQuery);
  const [own, setOwn] = useState<Draft>();
  return (
    <Card title={m.recipes_none()} lead={m.recipes_none_text()}>
      <FourStates query={cadences} skeleton={<Loading height={240} />}>
        {(data) =>
          own === undefined ? (
            <Stack>
              <StarterCards />
              <div>
                <Button
                  variant="default"
                  onClick={() => setOwn({ name: "", ingredients: [emptyIngredient()] })}
                >
                  {m.recipes_own()}
                </Button>
              </div>
            </Stack>
          ) : (
            <RecipeEditor
              initial={own}
              cadences={data.cadences.map((it) => it.name)}
              onDone={() => setOwn(undefined)}
            />
          )
        }
      </FourStates>
    </Card>
  );
}
