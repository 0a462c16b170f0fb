import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "@/features/identity/public/members";
import { problemText } from "@/shared/api/problem-text";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { newId } from "@/shared/ids/new-id";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { teamsQuery, useMakeTeam } from "../queries";
import { TeamForm } from "../team-form";

/** Members who are looked after together. */
export function TeamsSection() {
  const teams = useQuery(teamsQuery);
  const members = useQuery(membersQuery);
  return (
    <Card title={m.teams_title()} lead={m.teams_lead()}>
      <Stack gap="lg">
        <NewTeam />
        <FourStates query={members} skeleton={<Loading height={100} />}>
          {(all) => (
            <FourStates
              query={teams}
              skeleton={<Loading height={100} />}
              isEmpty={(data) => data.teams.length === 0}
              empty={<Text c="dimmed">{m.teams_none()}</Text>}
            >
              {(data) =>
                data.teams.map((team) => <TeamForm key={team.id} team={team} members={all} />)
              }
            </FourStates>
          )}
        </FourStates>
      </Stack>
    </Card>
  );
}

function NewTeam() {
  const make = useMakeTeam();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const send = async () => {
    setProblem(undefined);
    if (name.trim() === "") return setProblem(m.teams_name_missing());
    try {
      await make.mutateAsync({ id: newId(), body: { name: name.trim() } });
      setName("");
    } catch (error) {
      setProblem(problemText(error, { name_taken: m.teams_name_taken }));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      noValidate
    >
      <Group align="flex-start">
        <TextInput
          label={m.teams_new_name()}
          value={name}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          w={260}
        />
        <Button type="submit" variant="default" mt={25} loading={make.isPending}>
          {m.teams_make()}
        </Button>
      </Group>
    </form>
  );
}
