import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { shownKeys } from "@/shared/keyboard/chords";
import { COMMANDS, type CommandId, entryOf } from "@/shared/keyboard/map";
import { setKeyboardPreferences, useKeyboardPreferences } from "@/shared/keyboard/preferences";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { KeyCatcher } from "./key-catcher";

/** Whether single keys work, and keys of one's own. */
export function KeyboardSection() {
  const told = useKeyboardPreferences();
  const [changing, setChanging] = useState<CommandId>();
  const ids = Object.keys(COMMANDS).filter(isCommand);
  const hasOwn = Object.keys(told.keys).length > 0;
  const reset = () => {
    const before = told.keys;
    setKeyboardPreferences({ keys: {} });
    showMessage(m.settings_keys_reset(), () => setKeyboardPreferences({ keys: before }));
  };
  return (
    <Card title={m.settings_keyboard()} lead={m.settings_keyboard_lead()}>
      <Stack>
        <Switch
          label={m.settings_single_keys()}
          description={m.settings_single_keys_text()}
          checked={told.hasSingleKeys}
          onChange={(event) =>
            setKeyboardPreferences({ hasSingleKeys: event.currentTarget.checked })
          }
        />
        <Table
          caption={m.settings_keyboard()}
          headings={[m.settings_command(), m.settings_keys(), ""]}
          rows={ids.map((id) => ({
            id,
            cells: [
              entryOf(id).label(),
              changing === id ? (
                <KeyCatcher key="catch" id={id} onDone={() => setChanging(undefined)} />
              ) : (
                <KeysOf key="keys" id={id} />
              ),
              changing !== id && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={m.settings_change_key_of({ name: entryOf(id).label() })}
                  onClick={() => setChanging(id)}
                >
                  {m.settings_change_key()}
                </Button>
              ),
            ],
          }))}
        />
        {hasOwn && (
          <Group>
            <Button variant="default" onClick={reset}>
              {m.settings_reset_keys()}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

type KeysOfProps = { id: CommandId };

function KeysOf({ id }: KeysOfProps) {
  const told = useKeyboardPreferences();
  const keys = told.keys[id] ?? entryOf(id).keys;
  const then = m.keyboard_then();
  return (
    <Text>
      {keys.map((it) => shownKeys(it, then).join(" ")).join(` ${m.keyboard_or()} `) ||
        m.settings_no_key()}
    </Text>
  );
}

function isCommand(id: string): id is CommandId {
  return id in COMMANDS;
}
