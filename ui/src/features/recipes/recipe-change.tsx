import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { draftOf } from "./draft";
import type { RecipeShown } from "./public/recipe";
import { startedCadencesQuery } from "./queries";
import { RecipeEditor } from "./recipe-editor";

type RecipeChangeProps = { recipe: RecipeShown; onDone: () => void };

/** The recipe in force, to be changed: what is saved is a new version. */
export function RecipeChange({ recipe, onDone }: RecipeChangeProps) {
  const cadences = useQuery(startedCadencesQuery);
  return (
    <Card title={m.recipes_change_title()} lead={m.recipes_change_lead()}>
      <FourStates query={cadences} skeleton={<Loading height={420} />}>
        {(data) => (
          <RecipeEditor
            initial={draftOf(recipe, data.cadences)}
            cadences={data.cadences.map((it) => it.name)}
            onDone={onDone}
          />
        )}
      </FourStates>
    </Card>
  );
}
