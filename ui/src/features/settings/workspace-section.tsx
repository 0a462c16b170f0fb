import { Badge, Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { useRenameWorkspace, workspaceQuery } from "./queries";

/** What the workspace is called. */
export function WorkspaceSection() {
  const query = useQuery(workspaceQuery);
  return (
    <Card
      title={m.settings_workspace()}
      aside={
        query.data?.data.is_sample && <Badge variant="default">{m.settings_is_sample()}</Badge>
      }
    >
      <FourStates query={query} skeleton={<Loading height={60} />}>
        {({ data, etag }) => <NameForm key={data.name} name={data.name} etag={etag} />}
      </FourStates>
    </Card>
  );
}

type NameFormProps = { name: string; etag: string | null };

function NameForm({ name, etag }: NameFormProps) {
  const rename = useRenameWorkspace();
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    if (typed.trim() === "") return setProblem(m.settings_workspace_missing());
    setProblem(undefined);
    try {
      await rename.mutateAsync({ etag, name: typed.trim() });
      showMessage(m.shared_saved());
    } catch (error) {
      setProblem(problemText(error, { name_taken: m.settings_workspace_taken }));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      noValidate
    >
      <Group align="flex-start">
        <TextInput
          label={m.settings_workspace_name()}
          value={typed}
          error={problem}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={320}
        />
        <Button type="submit" mt={25} loading={rename.isPending} disabled={typed === name}>
          {m.shared_save()}
        </Button>
      </Group>
    </form>
  );
}
