import { Button, Group, Paper, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { CHANNELS } from "@/shared/words/contact";
import styles from "./cadences.module.css";
import { personFoundQuery, previewQuery } from "./queries";

const PAUSE = 120;

type PreviewProps = { id: string };

/** What the newest version would say to a real person. */
export function Preview({ id }: PreviewProps) {
  const [typed, setTyped] = useState("");
  const [person, setPerson] = useState<{ id: string; name: string }>();
  const [settled] = useDebouncedValue(typed.trim(), PAUSE);
  const found = useQuery({ ...personFoundQuery(settled), enabled: settled !== "" });
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.cadences_preview()}
      </Title>
      <TextInput
        label={m.cadences_preview_for()}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPerson(undefined);
        }}
      />
      {person === undefined && settled !== "" && found.data && (
        <Group gap="xs" mt="xs">
          {found.data.people.map((one) => (
            <Button
              key={one.id}
              variant="default"
              size="compact-md"
              onClick={() => {
                setPerson(one);
                setTyped(one.name);
              }}
            >
              {[one.name, one.company].filter(Boolean).join(", ")}
            </Button>
          ))}
          {found.data.people.length === 0 && (
            <Text size="sm">{m.palette_nothing({ typed: settled })}</Text>
          )}
        </Group>
      )}
      {person !== undefined && <Filled id={id} person={person.id} />}
    </Paper>
  );
}

type FilledProps = { id: string; person: string };

function Filled({ id, person }: FilledProps) {
  const query = useQuery(previewQuery(id, person));
  return (
    <FourStates query={query} skeleton={<Loading height={300} mt="md" />}>
      {({ steps }) => (
        <ol className={styles.said}>
          {steps.map(({ step, channel, script }) => (
            <li key={step}>
              <strong>
                {m.cadences_touch_n({ n: step })}, {CHANNELS[channel]()}
                {script?.subject && `: ${script.subject}`}
              </strong>
              <p>{script?.body ?? m.cadences_no_script()}</p>
              {script && script.missing.length > 0 && (
                <Text size="sm" className={styles.attention ?? ""}>
                  {m.cadences_missing({ fields: script.missing.join(", ") })}
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
    </FourStates>
  );
}
