import { Alert, Button, Group, List, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconBulb, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { moved, newStep } from "./draft";
import { endsWell, hintsOf, toldHints } from "./hints";
import { LoadBar } from "./load-bar";
import { Preview } from "./preview";
import { type Cadence, type CadenceDetail, type Step, useSaveCadence } from "./queries";
import { StepRow } from "./step-row";
import { Versions } from "./versions";

const MOST = 16;

type EditorProps = {
  first: Cadence;
  /** The newest version, when this is one that is there already. */
  saved?: CadenceDetail | undefined;
  onSaved: (id: string) => void;
};

/** A cadence, touch by touch. Saving makes the next version; who runs on an earlier one stays on it. */
export function Editor({ first, saved, onSaved }: EditorProps) {
  const [draft, setDraft] = useState(first);
  // A step has no id of its own: one is kept beside it, so that a row stays itself when it moves.
  const [keys, setKeys] = useState(() => first.steps.map((_, n) => n));
  const [isTried, setTried] = useState(false);
  const save = useSaveCadence();
  const { steps } = draft;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first) || saved === undefined;
  const setSteps = (next: Step[], nextKeys = keys) => {
    setDraft({ ...draft, steps: next });
    setKeys(nextKeys);
  };
  const move = (n: number, by: -1 | 1) => {
    const next = [...keys];
    [next[n], next[n + by]] = [keys[n + by] ?? 0, keys[n] ?? 0];
    setSteps(moved(steps, n, by), next);
  };
  const publish = () => {
    setTried(true);
    if (!endsWell(draft)) return;
    save.mutate(draft, {
      onSuccess: ({ id, name, version }) => {
        showMessage(m.cadences_saved({ name, version }));
        onSaved(id);
      },
    });
  };
  return (
    <Stack gap="md">
      <Title order={1}>{saved?.name ?? m.cadences_new()}</Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          publish();
        }}
      >
        <Stack gap="md">
          <Group align="flex-end" gap="sm">
            <TextInput
              label={m.cadences_name()}
              required
              w={320}
              value={draft.name}
              readOnly={saved !== undefined}
              description={saved === undefined ? undefined : m.cadences_name_stays()}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              {saved === undefined
                ? m.cadences_save()
                : m.cadences_save_version({ n: saved.version + 1 })}
            </Button>
            {saved !== undefined && (
              <LinkButton
                variant="default"
                to="/cadences/$id"
                params={{ id: saved.id }}
                search={{ copy: true }}
              >
                {m.cadences_copy()}
              </LinkButton>
            )}
          </Group>
          <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
          <LoadBar steps={steps} />
          <Hints hints={isChanged ? hintsOf(draft) : toldHints(saved)} />
          <Paper withBorder px="md">
            {steps.map((step, n) => (
              <StepRow
                key={keys[n]}
                step={step}
                n={n}
                isLast={n === steps.length - 1}
                asksProblem={
                  isTried && n === steps.length - 1 && !endsWell(draft)
                    ? m.cadences_last_must()
                    : undefined
                }
                languages={draft.languages ?? []}
                onChange={(next) => setSteps(steps.map((it, at) => (at === n ? next : it)))}
                onMove={(by) => move(n, by)}
                onRemove={() =>
                  setSteps(
                    steps.filter((_, at) => at !== n),
                    keys.filter((_, at) => at !== n),
                  )
                }
              />
            ))}
          </Paper>
          <Group>
            <Button
              variant="default"
              disabled={steps.length >= MOST}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              onClick={() => setSteps([...steps, newStep()], [...keys, Math.max(-1, ...keys) + 1])}
            >
              {m.cadences_add_touch()}
            </Button>
            {steps.length >= MOST && <Text size="sm">{m.cadences_at_most()}</Text>}
          </Group>
        </Stack>
      </form>
      {saved !== undefined && (
        <>
          <Preview id={saved.id} />
          <Versions
            id={saved.id}
            onTake={(taken) =>
              setSteps(
                taken,
                taken.map((_, n) => 1_000 + n),
              )
            }
          />
        </>
      )}
    </Stack>
  );
}

type HintsProps = { hints: readonly string[] };

/** What could be better. */
function Hints({ hints }: HintsProps) {
  if (hints.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconBulb aria-hidden="true" />}
      title={m.cadences_hints()}
    >
      <List size="sm">
        {hints.map((hint) => (
          <List.Item key={hint}>{hint}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
