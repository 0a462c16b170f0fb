import { Button, Group, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { boundText, choicesOf, isLong, wordOf } from "./bounds";
import { type SettingShown, useSaveSettings } from "./queries";
import { SETTING_LABELS } from "./setting-labels";

type ValueFormProps = { setting: SettingShown; etag: string | null };

/** One setting: it is saved by itself, and what it was can be put back. */
export function ValueForm({ setting, etag }: ValueFormProps) {
  const { key, value, bound } = setting;
  const save = useSaveSettings();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState<string>();
  const label = SETTING_LABELS[key]();
  const send = async () => {
    setProblem(undefined);
    try {
      await save.mutateAsync({ etag, key, value: typed });
      showMessage(m.settings_saved({ name: label }), async () => {
        await save.mutateAsync({ etag: null, key, value });
      });
    } catch (error) {
      setProblem(
        problemText(error, { setting: () => m.settings_out_of_bound({ bound: boundText(bound) }) }),
      );
    }
  };
  const props = { label, description: boundText(bound), error: problem };
  const choices = choicesOf(bound);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      noValidate
    >
      <Group align="flex-end">
        {choices !== undefined ? (
          <Select
            {...props}
            data={choices.map((word) => ({ value: word, label: wordOf(word) }))}
            value={typed}
            allowDeselect={false}
            onChange={(chosen) => setTyped(chosen ?? value)}
            flex="1 1 320px"
          />
        ) : isLong(bound) ? (
          <Textarea
            {...props}
            value={typed}
            autosize
            minRows={1}
            onChange={(event) => setTyped(event.currentTarget.value)}
            flex="1 1 320px"
          />
        ) : (
          <TextInput
            {...props}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            flex="1 1 320px"
          />
        )}
        {typed !== value && (
          <>
            <Button type="submit" loading={save.isPending}>
              {m.shared_save()}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setTyped(value);
                setProblem(undefined);
              }}
            >
              {m.shared_cancel()}
            </Button>
          </>
        )}
      </Group>
    </form>
  );
}
