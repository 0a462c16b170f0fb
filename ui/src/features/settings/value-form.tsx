import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { boundText } from "./bounds";
import { type SettingShown, useSaveSettings } from "./queries";
import { SETTING_LABELS } from "./setting-labels";
import { ValueField } from "./value-field";

type ValueFormProps = { setting: SettingShown; etag: string | null };

/** One setting: it is saved by itself, and what it was can be put back. */
export function ValueForm({ setting, etag }: ValueFormProps) {
  const { key, value, bound } = setting;
  const save = useSaveSettings();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState<string>();
  // A field that is put back begins anew.
  const [round, setRound] = useState(0);
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
        problemText(error, {
          setting: () => m.settings_out_of_bound({ bound: boundText(key, bound) }),
        }),
      );
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
      <Group align="flex-end">
        <ValueField
          key={round}
          setting={setting}
          label={label}
          problem={problem}
          onType={setTyped}
        />
        {typed !== value && (
          <Group gap="xs">
            <Button type="submit" loading={save.isPending}>
              {m.shared_save()}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setTyped(value);
                setProblem(undefined);
                setRound(round + 1);
              }}
            >
              {m.shared_cancel()}
            </Button>
          </Group>
        )}
      </Group>
    </form>
  );
}
