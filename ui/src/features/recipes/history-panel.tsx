import { Alert, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { evenGoal } from "./draft";
import type { RecipeShown } from "./public/recipe";
import { recipeHistoryQuery, useSaveRecipe } from "./queries";

/** Every version there was; an earlier one can count again. */
export function HistoryPanel() {
  const query = useQuery(recipeHistoryQuery);
  return (
    <Card title={m.recipes_versions_title()} lead={m.recipes_versions_lead()}>
      <FourStates
        query={query}
        skeleton={<Loading height={160} />}
        isEmpty={(data) => data.versions.length === 0}
        empty={<Text>{m.recipes_versions_none()}</Text>}
      >
        {({ versions, overrides }) => (
          <>
            {overrides > 0 && (
              <Alert color="orange" mb="sm">
                {m.recipes_versions_overrides({ n: overrides })}
              </Alert>
            )}
            <Versions versions={versions} />
          </>
        )}
      </FourStates>
    </Card>
  );
}

type VersionsProps = { versions: RecipeShown[] };

function Versions({ versions }: VersionsProps) {
  const { zone } = useMe();
  const today = dayIn(zone);
  const save = useSaveRecipe();
  const again = async ({ toml, name }: RecipeShown) => {
    try {
      const saved = await save.mutateAsync({ toml });
      showMessage(saved.is_saved ? m.recipes_saved({ name }) : m.recipes_refused());
    } catch (error) {
      showMessage(problemText(error));
    }
  };
  return (
    <Table
      caption={m.recipes_versions_title()}
      headings={[
        m.recipes_version(),
        m.recipes_counts_from(),
        m.recipes_goals(),
        m.recipes_against_plan(),
        "",
      ]}
      rows={versions.map((it, n) => ({
        id: it.id,
        cells: [
          `${it.name}, ${it.version}`,
          shortDay(it.from, today),
          it.ingredients
            .map((one) => `${whole(evenGoal(one.goals) ?? Math.max(...one.goals))} ${one.name}`)
            .join(" · "),
          it.override_why,
          n > 0 && (
            <Button
              size="xs"
              variant="default"
              disabled={save.isPending}
              aria-label={m.recipes_again_named({ n: it.version })}
              onClick={() => void again(it)}
            >
              {m.recipes_again()}
            </Button>
          ),
        ],
      }))}
    />
  );
}
