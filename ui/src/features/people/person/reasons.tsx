import { ActionIcon, Button, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { nearDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { reasonKindWord, sourceWord } from "../public/words";
import { reasonsQuery } from "../queries";
import type { Dialog } from "./dialogs";
import styles from "./person.module.css";

type ReasonsProps = { id: string; onDialog: (dialog: Dialog) => void };

/** Why somebody is called, freshest first. */
export function Reasons({ id, onDialog }: ReasonsProps) {
  const today = dayIn(useMe().zone);
  const add = (
    <Button size="compact-sm" variant="subtle" onClick={() => onDialog({ kind: "reason" })}>
      {m.people_add_reason()}
    </Button>
  );
  return (
    <Card title={m.people_reasons()} aside={add}>
      <FourStates
        query={useQuery(reasonsQuery(id))}
        skeleton={<Loading height={48} />}
        isEmpty={({ reasons }) => reasons.length === 0}
        empty={<Text c="dimmed">{m.people_no_reason()}</Text>}
      >
        {({ reasons }) => (
          <ul className={styles.reasons}>
            {reasons.map((reason) => (
              <li key={reason.id}>
                <div>
                  <Text dir="auto">{reason.text}</Text>
                  <Text size="sm" c="dimmed" dir="auto">
                    {[
                      reasonKindWord(reason.kind),
                      sourceWord(reason.source),
                      nearDay(reason.on, today),
                    ]
                      .filter(Boolean)
                      .join(", ")}
                  </Text>
                </div>
                <ActionIcon
                  variant="subtle"
                  aria-label={m.people_edit_reason({ reason: reason.text })}
                  onClick={() => onDialog({ kind: "reason", reason: reason.id })}
                >
                  <IconPencil size={16} aria-hidden="true" />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </Card>
  );
}
