import { Button } from "@mantine/core";
import {
  IconArrowBackUp,
  IconClock,
  IconMail,
  IconPlayerSkipForward,
  IconUsers,
} from "@tabler/icons-react";
import { Keys } from "@/shared/keyboard/keys";
import { type Deed, useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./touch-actions.module.css";

const ACTIONS = {
  "today.email": { label: m.keyboard_today_email, icon: IconMail },
  "today.introduction": { label: m.today_introduction, icon: IconUsers },
  "today.later": { label: m.keyboard_today_later, icon: IconClock },
  "today.skip": { label: m.today_skip, icon: IconPlayerSkipForward },
  "today.replied": { label: m.keyboard_today_replied, icon: IconArrowBackUp },
};
type Action = keyof typeof ACTIONS;
const ORDER: readonly Action[] = [
  "today.email",
  "today.introduction",
  "today.later",
  "today.skip",
  "today.replied",
];

const CLASSES = { label: styles.label ?? "", section: styles.key ?? "" };

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
      {ORDER.map((action) => {
        const { label, icon: Icon } = ACTIONS[action];
        return (
          <Button
            key={action}
            classNames={CLASSES}
            size="compact-sm"
            variant="default"
            disabled={deeds[action] === undefined}
            rightSection={<Keys command={action} />}
            onClick={deeds[action]}
          >
            {/* On a phone it stands over the word, so that all of them fit beside each other. */}
            <Icon className={styles.icon} size={18} stroke={1.6} aria-hidden="true" />
            {label()}
          </Button>
        );
      })}
    </div>
  );
}
