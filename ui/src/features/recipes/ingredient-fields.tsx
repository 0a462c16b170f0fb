import { Button, Group, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { m } from "@/shared/messages/gen/messages";
import { type Draft, type DraftTakes, evenGoal } from "./draft";
import { GoalFields } from "./goal-fields";
import styles from "./ingredient-fields.module.css";
import { BEHAVIOURS, isBehaviour } from "./words";

const BY_HAND = "by_hand";
const COUNTS = [
  ...Object.entries(BEHAVIOURS).map(([value, label]) => ({ value, label })),
  { value: BY_HAND, label: m.recipes_counted_by_hand },
];
const TAKES: Record<DraftTakes, () => string> = {
  touches: m.recipes_takes_touches,
  start: m.recipes_takes_start,
  minutes: m.recipes_takes_minutes,
};

type IngredientFieldsProps = {
  form: UseFormReturnType<Draft>;
  /** Its place in the recipe. */
  n: number;
  cadences: string[];
  canRemove: boolean;
};

/** One daily goal. */
export function IngredientFields({ form, n, cadences, canRemove }: IngredientFieldsProps) {
  const one = form.getValues().ingredients[n];
  if (one === undefined) return null;
  const at = `ingredients.${n}` as const;
  const setCounts = (chosen: string[]) => {
    const isByHand = chosen.at(-1) === BY_HAND;
    const behaviours = chosen.filter(isBehaviour);
    form.setFieldValue(`${at}.isByHand`, isByHand);
    form.setFieldValue(`${at}.behaviours`, isByHand ? [] : behaviours);
  };
  return (
    <fieldset className={styles.ingredient}>
      <legend className={styles.legend}>{one.name || m.recipes_ingredient_n({ n: n + 1 })}</legend>
      <div className={styles.fields}>
        <TextInput
          {...form.getInputProps(`${at}.name`)}
          label={m.recipes_ingredient_name()}
          maxLength={80}
        />
        <MultiSelect
          label={m.recipes_counts()}
          data={COUNTS.map(({ value, label }) => ({ value, label: label() }))}
          value={one.isByHand ? [BY_HAND] : one.behaviours}
          onChange={setCounts}
          error={form.errors[`${at}.behaviours`]}
          searchable
          hidePickedOptions
        />
        <GoalFields
          label={m.recipes_goal()}
          goals={one.goals}
          isEven={evenGoal(one.goals) !== undefined}
          error={form.errors[`${at}.goals`]}
          onChange={(goals) => form.setFieldValue(`${at}.goals`, goals)}
        />
        <TextInput
          {...form.getInputProps(`${at}.by`)}
          label={m.recipes_by_label()}
          type="time"
          step={900}
        />
        <Select
          {...form.getInputProps(`${at}.takes`)}
          label={m.recipes_takes()}
          data={Object.entries(TAKES).map(([value, label]) => ({ value, label: label() }))}
          allowDeselect={false}
        />
        {one.takes === "start" && (
          <Select
            {...form.getInputProps(`${at}.starts`)}
            label={m.recipes_starts()}
            data={cadences}
            allowDeselect={false}
          />
        )}
        {one.takes === "minutes" && (
          <NumberInput
            {...form.getInputProps(`${at}.minutes`)}
            label={m.recipes_minutes()}
            min={1}
            max={480}
            clampBehavior="strict"
          />
        )}
      </div>
      {canRemove && (
        <Group mt="sm">
          <Button
            size="xs"
            variant="default"
            aria-label={m.recipes_remove_named({ name: one.name || String(n + 1) })}
            onClick={() => form.removeListItem("ingredients", n)}
          >
            {m.recipes_remove()}
          </Button>
        </Group>
      )}
    </fieldset>
  );
}
