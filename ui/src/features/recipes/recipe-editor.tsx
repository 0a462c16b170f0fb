import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type Draft, emptyIngredient, tomlOf } from "./draft";
import { errorsOf } from "./draft-errors";
import { IngredientFields } from "./ingredient-fields";
import { type CheckShown, useSaveRecipe } from "./queries";
import { Refusal } from "./refusal";

/** Most ingredients of a recipe. */
const MOST = 20;

type RecipeEditorProps = {
  initial: Draft;
  /** The names of the cadences that an ingredient can start. */
  cadences: string[];
  onDone: () => void;
};

/** Types a recipe; the plan decides whether it is kept, and says what would help. */
export function RecipeEditor({ initial, cadences, onDone }: RecipeEditorProps) {
  const save = useSaveRecipe();
  const [problem, setProblem] = useState<string>();
  const [refused, setRefused] = useState<{ draft: Draft; check: CheckShown }>();
  const form = useForm<Draft>({ initialValues: initial, validate: errorsOf });
  const send = async (draft: Draft, why?: string) => {
    setProblem(undefined);
    try {
      const saved = await save.mutateAsync({
        toml: tomlOf(draft),
        ...(why === undefined ? {} : { override_why: why }),
      });
      if (saved.is_saved) {
        showMessage(m.recipes_saved({ name: draft.name.trim() }));
        onDone();
      } else {
        setRefused({ draft, check: saved.check });
      }
    } catch (error) {
      setRefused(undefined);
      setProblem(problemText(error, RECIPE_PROBLEMS));
    }
  };
  const { ingredients } = form.getValues();
  return (
    <form onSubmit={form.onSubmit((draft) => send(draft))} noValidate>
      <Stack gap="lg">
        <TextInput
          {...form.getInputProps("name")}
          label={m.recipes_name()}
          maxLength={80}
          maw={420}
        />
        {ingredients.map((_, n) => (
          <IngredientFields
            // Fields belong to their place: one that is removed takes those after it along.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={n}
            form={form}
            n={n}
            cadences={cadences}
            canRemove={ingredients.length > 1}
          />
        ))}
        <div>
          <Button
            variant="default"
            disabled={ingredients.length >= MOST}
            onClick={() => form.insertListItem("ingredients", emptyIngredient())}
          >
            {m.recipes_add_ingredient()}
          </Button>
        </div>
        {refused !== undefined && (
          <Refusal
            draft={refused.draft}
            check={refused.check}
            isSaving={save.isPending}
            onTake={(draft) => {
              form.setValues(draft);
              void send(draft);
            }}
            onOverride={(why) => void send(refused.draft, why)}
          />
        )}
        <ProblemAlert text={problem} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {m.recipes_save()}
          </Button>
          <Button variant="default" onClick={onDone}>
            {m.shared_cancel()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the server says of a recipe, where the page knows it better than its sentence. */
export const RECIPE_PROBLEMS = {
  no_hours: m.recipes_no_hours,
  unknown_cadence: m.recipes_unknown_cadence,
  holidays_not_known: m.recipes_holidays_not_known,
};
