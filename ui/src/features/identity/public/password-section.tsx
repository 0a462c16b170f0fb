import { Button, PasswordInput, Stack } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useState } from "react";
import * as z from "zod/mini";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { useNewPassword } from "../queries";

const Typed = z.object({
  old: z.string().check(z.minLength(1, { error: () => m.identity_password_missing() })),
  new: z.string().check(z.minLength(12, { error: () => m.identity_password_too_short() })),
});
type Typed = z.infer<typeof Typed>;

const FIELDS: FieldsOfProblems<Typed> = {
  wrong_password: ["old", m.identity_wrong_old_password],
  too_many_tries: ["old", m.identity_too_many_tries],
  password_too_short: ["new", m.identity_password_too_short],
  password_too_long: ["new", m.identity_password_too_long],
  password_easy_to_guess: ["new", m.identity_password_easy_to_guess],
};

/** Another password; every other browser is signed out by it. */
export function PasswordSection() {
  const change = useNewPassword();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({
    initialValues: { old: "", new: "" },
    validate: schemaResolver(Typed),
  });
  const send = async (typed: Typed) => {
    setProblem(undefined);
    try {
      await change.mutateAsync(typed);
      form.reset();
      showMessage(m.identity_password_changed());
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <Card title={m.identity_password()} lead={m.identity_password_lead()}>
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack maw={420}>
          <PasswordInput
            {...form.getInputProps("old")}
            label={m.identity_old_password()}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": m.identity_show_password() }}
          />
          <PasswordInput
            {...form.getInputProps("new")}
            label={m.identity_the_new_password()}
            description={m.identity_password_rule()}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": m.identity_show_password() }}
          />
          <ProblemAlert text={problem} />
          <div>
            <Button type="submit" loading={change.isPending}>
              {m.identity_change_password()}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
