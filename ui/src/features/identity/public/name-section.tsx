import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { useChangeMember } from "../queries";
import { ROLES } from "./members";
import { useMe } from "./session";

/** Who is signed in: an admin types their name here, others ask one. */
export function NameSection() {
  const me = useMe();
  const change = useChangeMember();
  const [name, setName] = useState(me.name);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    setProblem(undefined);
    if (name.trim() === "") return setProblem(m.identity_name_missing());
    const before = me.name;
    try {
      await change.mutateAsync({ id: me.member, body: { name: name.trim() } });
      showMessage(m.shared_saved(), async () => {
        await change.mutateAsync({ id: me.member, body: { name: before } });
        setName(before);
      });
    } catch (error) {
      setProblem(problemText(error, { name_taken: m.identity_name_taken }));
    }
  };
  return (
    <Card title={m.identity_you()} lead={m.identity_you_are({ role: ROLES[me.role]() })}>
      {me.role === "admin" ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
          noValidate
        >
          <Group align="flex-start">
            <TextInput
              label={m.identity_name()}
              value={name}
              error={problem}
              autoComplete="name"
              onChange={(event) => setName(event.currentTarget.value)}
              w={320}
            />
            <Button type="submit" mt={25} loading={change.isPending} disabled={name === me.name}>
              {m.shared_save()}
            </Button>
          </Group>
        </form>
      ) : (
        <>
          <Text fw={600}>{me.name}</Text>
          <Text size="sm" c="dimmed">
            {m.identity_name_by_admin()}
          </Text>
        </>
      )}
    </Card>
  );
}
