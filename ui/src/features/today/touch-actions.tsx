import { Button } from "@mantine/core";
import { Keys } from "@/shared/keyboard/keys";
import { type Deed, useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./touch-actions.module.css";

const ACTIONS = {
  "today.email": m.keyboard_today_email,
  "today.introduction": m.today_introduction,
  "today.later": m.keyboard_today_later,
  "today.skip": m.today_skip,
  "today.replied": m.keyboard_today_replied,
};
type Action = keyof typeof ACTIONS;
const ORDER: readonly Action[] = [
  "today.email",
  "today.introduction",
  "today.later",
  "today.skip",
  "today.replied",
];

type TouchActionsProps = {
  name: string;
  /** What each does; undefined where it is not possible for this touch. */
  deeds: Record<Action, Deed | undefined>;
};

/** What can be done with the chosen touch beside doing it. */
export function TouchActions({ name, deeds }: TouchActionsProps) {
  useCommands(deeds);
  return (
    <div className={styles.actions} role="toolbar" aria-label={m.today_actions_for({ name })}>
      <span className={styles.name}>{name}</span>
      {ORDER.map((action) => (
        <Button
          key={action}
          size="compact-sm"
          variant="default"
          disabled={deeds[action] === undefined}
          rightSection={<Keys command={action} />}
          onClick={deeds[action]}
        >
          {ACTIONS[action]()}
        </Button>
      ))}
    </div>
  );
}
