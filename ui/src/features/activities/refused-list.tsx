import { Button, Group, Text } from "@mantine/core";
import { Problem } from "@/shared/api/problem";
import { problemText } from "@/shared/api/problem-text";
import { m } from "@/shared/messages/gen/messages";
import { giveUp, putBack, sendAgain } from "@/shared/outbox/outbox";
import type { Entry } from "@/shared/outbox/writes";
import { showMessage } from "@/shared/undo-messages/store";
import { noteFiled, noteNotFiled } from "./public/filed";
import styles from "./refused-writes.module.css";

type RefusedListProps = { refused: readonly Entry[] };

/** Each write that the server did not take: why, what was typed, and what can be done with it. */
export function RefusedList({ refused }: RefusedListProps) {
  return (
    <ul className={styles.refused}>
      {refused.map((entry) => (
        <Refused key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

type RefusedProps = { entry: Entry };

function Refused({ entry }: RefusedProps) {
  const typed = typedIn(entry);
  return (
    <li>
      <strong>{entry.label}</strong>
      <Text size="sm">{whyOf(entry)}</Text>
      {typed.map((text) => (
        <blockquote key={text}>{text}</blockquote>
      ))}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => void sendAgain(entry.id)}>
          {m.states_try_again()}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => void remove(entry)}>
          {m.activities_refused_remove()}
        </Button>
      </Group>
    </li>
  );
}

/** Removes it: a touch that it filed is to be done after all. */
async function remove(entry: Entry): Promise<void> {
  await giveUp(entry.id);
  if (entry.touch !== undefined) noteNotFiled(entry.touch);
  showMessage(m.activities_refused_removed({ what: entry.label }), async () => {
    await putBack(entry);
    if (entry.touch !== undefined) noteFiled(entry.touch);
  });
}

function whyOf({ refused }: Entry): string {
  if (refused === undefined) return "";
  const { code, detail } = refused;
  return problemText(new Problem({ type: "about:blank", title: code, status: 409, code, detail }));
}

/** Whatever somebody wrote themselves. */
function typedIn({ write }: Entry): string[] {
  switch (write.kind) {
    case "file": {
      const { note, why, referral, phone } = write.body;
      return [note, why, referral, phone].filter((it): it is string => it != null && it !== "");
    }
    case "referral":
      return [write.body.name, write.body.phone ?? ""].filter((it) => it !== "");
    case "person":
      return write.body.name == null ? [] : [write.body.name];
    default:
      return [];
  }
}
