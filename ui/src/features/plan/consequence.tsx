import { Button, Group, Text } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { showMessage } from "@/shared/undo-messages/store";
import { chartPicture } from "./chart-card";
import { copyText } from "./copy";
import styles from "./plan.module.css";
import type { Otherwise } from "./queries";

type ConsequenceProps = { otherwise: Otherwise; n: number };

/** What would become of it if all were started anyway. */
export function Consequence({ otherwise, n }: ConsequenceProps) {
  const text = consequenceText(otherwise, n);
  const copy = async () => {
    try {
      await copyText(text, await chartPicture().catch(() => undefined));
      showMessage(m.plan_copied());
    } catch {
      showMessage(m.plan_copy_refused());
    }
  };
  return (
    <Group className={styles.consequence} justify="space-between" align="flex-start">
      <Text flex="1 1 280px">{text}</Text>
      <Button
        variant="default"
        size="compact-md"
        style={{ flex: "none" }}
        leftSection={<IconCopy size={16} aria-hidden="true" />}
        onClick={() => void copy()}
      >
        {m.plan_copy()}
      </Button>
    </Group>
  );
}

/** The consequence as a paragraph. */
export function consequenceText(otherwise: Otherwise, n: number): string {
  const { until, first_late: late, never_second_touch: once, full_cadence: full } = otherwise;
  const owed = {
    n: whole(n),
    needed: minutes(otherwise.minutes_needed),
    there: minutes(otherwise.minutes_there),
  };
  const sentences = [
    until == null ? m.plan_owe(owed) : m.plan_owe_by({ ...owed, day: shortDay(until) }),
    late && m.plan_first_broken({ day: shortDay(late) }),
    otherwise.late > 0 && m.plan_n_late({ n: otherwise.late }),
    m.plan_full({ full: whole(full), of: whole(n) }),
    once > 0 && m.plan_only_once({ n: once }),
  ];
  return sentences.filter(Boolean).join(" ");
}
