import { Modal, Title } from "@mantine/core";
import { shownKeys } from "@/shared/keyboard/chords";
import { type CommandId, entryOf, type Scope } from "@/shared/keyboard/map";
import { keysOf, useKeyboardPreferences } from "@/shared/keyboard/preferences";
import { usePossibleCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./keys-dialog.module.css";

const HEADINGS: Record<Scope, () => string> = {
  today: m.keyboard_scope_today,
  block: m.keyboard_scope_block,
  sort: m.keyboard_scope_sort,
  list: m.keyboard_scope_list,
  person: m.keyboard_scope_person,
  everywhere: m.keyboard_scope_everywhere,
  go: m.keyboard_scope_go,
};

type KeysDialogProps = { onClose: () => void };

/** The keys that work on the screen behind it. */
export function KeysDialog({ onClose }: KeysDialogProps) {
  const ids = [...usePossibleCommands().keys()];
  const scopes = Object.keys(HEADINGS) as Scope[];
  return (
    <Modal opened onClose={onClose} title={m.keyboard_keys()} size="lg">
      <div className={styles.scopes}>
        {scopes.map((scope) => (
          <ScopeKeys
            key={scope}
            scope={scope}
            ids={ids.filter((id) => entryOf(id).scope === scope)}
          />
        ))}
      </div>
    </Modal>
  );
}

type ScopeKeysProps = { scope: Scope; ids: CommandId[] };

function ScopeKeys({ scope, ids }: ScopeKeysProps) {
  const told = useKeyboardPreferences();
  const withKeys = ids.filter((id) => keysOf(id, told).length > 0);
  if (withKeys.length === 0) return null;
  const then = m.keyboard_then();
  return (
    <section>
      <Title order={3} size="h4">
        {HEADINGS[scope]()}
      </Title>
      <dl className={styles.keys}>
        {withKeys.map((id) => (
          <div key={id}>
            <dt>{entryOf(id).label()}</dt>
            <dd>
              {keysOf(id, told)
                .map((keys) => shownKeys(keys, then).join(" "))
                .join(` ${m.keyboard_or()} `)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
