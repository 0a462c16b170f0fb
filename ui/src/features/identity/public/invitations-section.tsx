import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmButton } from "@/shared/confirm/confirm-button";
import { dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { ToldOnce } from "@/shared/told-once/told-once";
import { showMessage } from "@/shared/undo-messages/store";
import { invitationsQuery, useInvite, useTakeBackInvitation } from "../queries";
import { ROLES, type Role, roleChoices } from "./members";
import { useMe } from "./session";

type Typed = { role: Role; email: string };

const FIELDS: FieldsOfProblems<Typed> = { no_address: ["email", m.identity_no_address] };

/** Lets somebody in by a link, which is shown this once. */
export function InvitationsSection() {
  const invite = useInvite();
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({ initialValues: { role: "rep", email: "" } });
  const send = async ({ role, email }: Typed) => {
    setProblem(undefined);
    try {
      const typed = email.trim();
      const { secret } = await invite.mutateAsync({
        role,
        ...(typed === "" ? {} : { email: typed }),
      });
      setLink(`${location.origin}/#/welcome/${secret}`);
      form.reset();
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <Card title={m.identity_invitations()} lead={m.identity_invitations_lead()}>
      <Stack>
        <form onSubmit={form.onSubmit(send)} noValidate>
          <Group align="flex-start">
            <Select
              {...form.getInputProps("role")}
              label={m.identity_role()}
              data={roleChoices()}
              allowDeselect={false}
              w={150}
            />
            <TextInput
              {...form.getInputProps("email")}
              label={m.identity_invite_email()}
              type="email"
              autoComplete="off"
              w={300}
            />
            <Button type="submit" mt={25} loading={invite.isPending}>
              {m.identity_invite()}
            </Button>
          </Group>
        </form>
        <ProblemAlert text={problem} />
        {link !== undefined && (
          <ToldOnce
            title={m.identity_link_title()}
            text={m.identity_link_text()}
            secret={link}
            onDone={() => setLink(undefined)}
          />
        )}
        <Open />
      </Stack>
    </Card>
  );
}

function Open() {
  const { zone } = useMe();
  const query = useQuery(invitationsQuery);
  const takeBack = useTakeBackInvitation();
  const end = (id: string) =>
    takeBack.mutate(id, {
      onSuccess: () => showMessage(m.identity_invitation_ended()),
      onError: (error) => showMessage(problemText(error)),
    });
  return (
    <FourStates
      query={query}
      skeleton={<Loading height={60} />}
      isEmpty={({ invitations }) => invitations.length === 0}
      empty={
        <Text size="sm" c="dimmed">
          {m.identity_no_invitations()}
        </Text>
      }
    >
      {({ invitations }) => (
        <Table
          caption={m.identity_invitations()}
          headings={[m.identity_invited(), m.identity_role(), m.identity_expires(), ""]}
          rows={invitations.map((it) => ({
            id: it.id,
            cells: [
              it.email || m.identity_whoever_has_link(),
              ROLES[it.role](),
              dayAndTime(it.expires, zone),
              <ConfirmButton
                key="end"
                question={m.identity_end_invitation()}
                onConfirm={() => end(it.id)}
              >
                {m.identity_take_back()}
              </ConfirmButton>,
            ],
          }))}
        />
      )}
    </FourStates>
  );
}
