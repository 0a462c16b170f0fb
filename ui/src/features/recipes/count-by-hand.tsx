import { Button, NumberInput, Popover, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayIn } from "@/shared/dates/days";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { type IngredientShown, useCountByHand } from "./queries";

type CountByHandProps = { one: IngredientShown };

/** Enters how many there were on a day, all told; the entry before it can be put back. */
export function CountByHand({ one }: CountByHandProps) {
  const { zone } = useMe();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const count = useCountByHand();
  const form = useForm({
    initialValues: { on: dayIn(zone), times: one.today.done },
    validate: {
      on: (day) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? null : m.recipes_count_day_missing()),
    },
  });
  const send = async ({ on, times }: { on: string; times: number }) => {
    setProblem(undefined);
    try {
      const entry = await count.mutateAsync({ ingredient: one.ingredient, on, times });
      setOpen(false);
      const back = { ingredient: one.ingredient, on, times: entry.before ?? 0 };
      showMessage(m.recipes_count_done({ n: times, ingredient: one.ingredient }), async () => {
        await count.mutateAsync(back);
      });
    } catch (error) {
      setProblem(problemText(error, { future: m.recipes_count_future }));
    }
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)}>
          {m.recipes_count()}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={form.onSubmit(send)} noValidate>
          <Stack gap="sm">
            <TextInput
              {...form.getInputProps("on")}
              type="date"
              max={dayIn(zone)}
              label={m.recipes_count_day()}
            />
            <NumberInput
              {...form.getInputProps("times")}
              min={0}
              max={10_000}
              label={m.recipes_count_times()}
              data-autofocus
            />
            <ProblemAlert text={problem} />
            <Button type="submit" loading={count.isPending}>
              {m.recipes_count()}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
