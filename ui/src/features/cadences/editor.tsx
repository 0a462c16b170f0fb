import { Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { LinkButton } from "@/shared/links/link-button";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { isShort, isUnusual, lastDayOf, writtenIn } from "./draft";
import { endsWell, hintsOf, toldHints } from "./hints";
import { HintsBox } from "./hints-box";
import { Languages } from "./languages";
import { LoadBar } from "./load-bar";
import { Preview } from "./preview";
import { type Cadence, type CadenceDetail, useSaveCadence } from "./queries";
import { RetireButton } from "./retire-button";
import { StepRow } from "./step-row";
import { MOST, useSteps } from "./use-steps";
import { Versions } from "./versions";

type EditorProps = {
  first: Cadence;
  /** The newest version, when this is one that is there already. */
  saved?: CadenceDetail | undefined;
  onSaved: (id: string) => void;
};

/** A cadence, touch by touch. Saving makes the next version; who runs on an earlier one stays on it. */
export function Editor({ first, saved, onSaved }: EditorProps) {
  const [name, setName] = useState(first.name);
  const { rows, steps, ...edit } = useSteps(first.steps);
  const [why, setWhy] = useState(saved?.why ?? "");
  const whyField = useRef<HTMLTextAreaElement>(null);
  const [isTried, setTried] = useState(false);
  const save = useSaveCadence();
  const [languages, setLanguages] = useState(first.languages ?? []);
  const draft = { ...first, name, languages, steps };
  const isChanged =
    saved === undefined ||
    JSON.stringify(draft) !== JSON.stringify(first) ||
    (isUnusual(steps) && why.trim() !== saved.why);
  // Nobody is asked why a cadence has one touch before they could add the second.
  const isBeginning = saved === undefined && !isTried && isShort(steps);
  const lacksWhy = isUnusual(steps) && why.trim() === "";
  const publish = async () => {
    flushSync(() => setTried(true));
    if (!endsWell(draft)) return;
    if (lacksWhy) return whyField.current?.focus();
    try {
      // Awaited, not called back: what is shown anew once it is saved takes the place of this, and would never hear of it.
      const {
        id,
        name: told,
        version,
      } = await save.mutateAsync({
        cadence: draft,
        why: isUnusual(steps) ? why.trim() : undefined,
      });
      showMessage(m.cadences_saved({ name: told, version }));
      onSaved(id);
    } catch {
      // Told where it is shown.
    }
  };
  return (
    <Stack gap="md">
      <Title order={1}>{saved?.name ?? m.cadences_new()}</Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <Stack gap="md">
          <Group align="flex-end" gap="sm">
            <TextInput
              label={m.cadences_name()}
              required
              w={320}
              value={name}
              readOnly={saved !== undefined}
              description={saved === undefined ? undefined : m.cadences_name_stays()}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              {saved === undefined
                ? m.cadences_save()
                : m.cadences_save_version({ n: saved.version + 1 })}
            </Button>
            {saved !== undefined && !saved.is_retired && (
              <LinkButton variant="default" to="/plan" search={{ cadence: saved.name }}>
                {m.cadences_start_people()}
              </LinkButton>
            )}
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
            {saved !== undefined && <RetireButton cadence={saved} />}
          </Group>
          <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
          <LoadBar steps={steps} />
          <HintsBox hints={isChanged ? hintsOf(draft, !isBeginning) : toldHints(saved)} />
          {isUnusual(steps) && !isBeginning && (
            <Textarea
              label={m.cadences_why({ n: steps.length })}
              description={m.cadences_why_text()}
              withAsterisk
              autosize
              minRows={2}
              value={why}
              error={isTried && lacksWhy ? m.cadences_why_missing() : undefined}
              ref={whyField}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
          )}
          <Languages chosen={languages} written={writtenIn(steps)} onChange={setLanguages} />
          <Paper withBorder px="md">
            {rows.map(({ key, step }, n) => (
              <StepRow
                key={key}
                step={step}
                n={n}
                asksProblem={
                  isTried && n === rows.length - 1 && !endsWell(draft)
                    ? m.cadences_last_must()
                    : undefined
                }
                languages={languages}
                earliest={lastDayOf(steps.slice(0, n + 1))}
                onChange={(next) => edit.change(key, next)}
                deeds={{
                  onUp: n === 0 ? undefined : () => edit.move(key, -1),
                  onDown: n === rows.length - 1 ? undefined : () => edit.move(key, 1),
                  onCopy: rows.length >= MOST ? undefined : () => edit.copy(key),
                  onRemove: rows.length === 1 ? undefined : () => edit.remove(key),
                }}
              />
            ))}
          </Paper>
          <Group>
            <Button
              variant="default"
              disabled={steps.length >= MOST}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              onClick={edit.add}
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
          <Versions id={saved.id} onTake={edit.take} />
        </>
      )}
    </Stack>
  );
}
