import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useState } from "react";
import * as z from "zod/mini";
import { isProblem } from "@/shared/api/problem";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { m } from "@/shared/messages/gen/messages";
import type { Me } from "./public/session";
import { useSignIn } from "./queries";

const Typed = z.object({
  email: z.string().check(z.minLength(1, { error: () => m.identity_email_missing() })),
  password: z.string().check(z.minLength(1, { error: () => m.identity_password_missing() })),
  workspace: z.string(),
});
type Typed = z.infer<typeof Typed>;

const FIELDS: FieldsOfProblems<Typed> = {
  wrong_password: ["password", m.identity_wrong_password],
  too_many_tries: ["password", m.identity_too_many_tries],
  no_access: ["email", m.identity_no_access],
  several_workspaces: ["workspace", m.identity_several_workspaces],
  unknown_workspace: ["workspace", m.identity_several_workspaces],
};

type SignInFormProps = { onSignedIn: (me: Me) => void };

/** Asks for address and password; for the workspace only where the account is in several. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const signIn = useSignIn();
  const [problem, setProblem] = useState<string>();
  const [hasSeveral, setHasSeveral] = useState(false);
  const form = useForm<Typed>({
    mode: "uncontrolled",
    initialValues: { email: "", password: "", workspace: "" },
    validate: schemaResolver(Typed),
  });
  const send = async ({ email, password, workspace }: Typed) => {
    setProblem(undefined);
    try {
      onSignedIn(
        await signIn.mutateAsync({ email, password, ...(workspace === "" ? {} : { workspace }) }),
      );
    } catch (error) {
      setHasSeveral(hasSeveral || isProblem(error, "several_workspaces"));
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack>
        <TextInput
          {...form.getInputProps("email")}
          key={form.key("email")}
          label={m.identity_email()}
          type="email"
          autoComplete="username"
          data-autofocus
        />
        <PasswordInput
          {...form.getInputProps("password")}
          key={form.key("password")}
          label={m.identity_password()}
          autoComplete="current-password"
        />
        {hasSeveral && (
          <TextInput
            {...form.getInputProps("workspace")}
            key={form.key("workspace")}
            label={m.identity_workspace()}
            autoComplete="organization"
          />
        )}
        <ProblemAlert text={problem} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {m.identity_sign_in()}
        </Button>
      </Stack>
    </form>
  );
}
