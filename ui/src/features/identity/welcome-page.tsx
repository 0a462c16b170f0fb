import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import * as z from "zod/mini";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { m } from "@/shared/messages/gen/messages";
import { FrontDoor } from "./front-door";
import { useAcceptance } from "./queries";

const Typed = z.object({
  name: z.string(),
  email: z.string().check(z.minLength(1, { error: () => m.identity_email_missing() })),
  password: z.string().check(z.minLength(12, { error: () => m.identity_password_too_short() })),
});
type Typed = z.infer<typeof Typed>;

const FIELDS: FieldsOfProblems<Typed> = {
  name_missing: ["name", m.identity_name_missing],
  name_taken: ["name", m.identity_name_taken],
  no_address: ["email", m.identity_no_address],
  other_address: ["email", m.identity_other_address],
  other_account: ["email", m.identity_other_account],
  other_password: ["password", m.identity_other_password],
  wrong_password: ["password", m.identity_other_password],
  password_too_short: ["password", m.identity_password_too_short],
  password_too_long: ["password", m.identity_password_too_long],
  password_easy_to_guess: ["password", m.identity_password_easy_to_guess],
  too_many_tries: ["password", m.identity_too_many_tries],
};

const TEXTS = { not_open: m.identity_link_not_open };

type WelcomePageProps = {
  /** The end of the link. */
  secret: string;
};

/** Where somebody comes in by a link, for the first time. */
export function WelcomePage({ secret }: WelcomePageProps) {
  const router = useRouter();
  const accept = useAcceptance();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({
    mode: "uncontrolled",
    initialValues: { name: "", email: "", password: "" },
    validate: schemaResolver(Typed),
  });
  const send = async ({ name, email, password }: Typed) => {
    setProblem(undefined);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    try {
      const named = name.trim() === "" ? {} : { name: name.trim(), zone };
      await accept.mutateAsync({ secret, email, password, ...named });
      router.history.replace("/");
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS, TEXTS));
    }
  };
  if (secret === "") {
    return (
      <FrontDoor title={m.identity_welcome_title()}>
        <Alert color="orange">{m.identity_link_not_open()}</Alert>
      </FrontDoor>
    );
  }
  return (
    <FrontDoor title={m.identity_welcome_title()} lead={m.identity_welcome_lead()}>
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack>
          <TextInput
            {...form.getInputProps("name")}
            key={form.key("name")}
            label={m.identity_name()}
            autoComplete="name"
            autoFocus
          />
          <TextInput
            {...form.getInputProps("email")}
            key={form.key("email")}
            label={m.identity_email()}
            type="email"
            autoComplete="username"
          />
          <PasswordInput
            {...form.getInputProps("password")}
            key={form.key("password")}
            label={m.identity_new_password()}
            description={m.identity_password_rule()}
            autoComplete="new-password"
          />
          <ProblemAlert text={problem} />
          <Button type="submit" loading={accept.isPending} fullWidth>
            {m.identity_come_in()}
          </Button>
        </Stack>
      </form>
    </FrontDoor>
  );
}
