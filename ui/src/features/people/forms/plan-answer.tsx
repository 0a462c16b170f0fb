import { Alert, Button, Group, List, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import type { StartAnswer } from "@/features/enrollments/public/by-hand";
import { whyNotAble } from "@/features/enrollments/public/not-able";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";

type PlanAnswerProps = {
  answer: StartAnswer;
  /** Spreads the first touches over so many working days. */
  onDays: (days: number) => void;
  /** Begins on another day. */
  onFrom: (day: string) => void;
};

const LOOKS = {
  yes: { color: "pine", Icon: IconCheck },
  some: { color: "orange", Icon: IconAlertTriangle },
  no: { color: "red", Icon: IconX },
} as const;

/** What the plan says to a start, why, and what would help. */
export function PlanAnswer({ answer, onDays, onFrom }: PlanAnswerProps) {
  const today = dayIn(useMe().zone);
  const { color, Icon } = LOOKS[answer.answer];
  const { breaks, otherwise, not_able, starts } = answer;
  const [first] = starts;
  return (
    <div role="status">
      <Alert
        color={color}
        variant="light"
        icon={<Icon aria-hidden="true" />}
        title={headline(answer)}
      >
        {answer.asked === 1 && first && (
          <Text size="sm">{m.people_first_touch({ day: shortDay(first.on, today) })}</Text>
        )}
        {breaks && (
          <Text size="sm">
            {m.people_breaks({
              from: shortDay(breaks.from, today),
              to: shortDay(breaks.to, today),
              minutes: minutes(breaks.minutes_over),
            })}
          </Text>
        )}
        {otherwise && answer.answer !== "yes" && (
          <Text size="sm">
            {m.people_otherwise({
              needed: minutes(otherwise.minutes_needed),
              there: minutes(otherwise.minutes_there),
            })}
          </Text>
        )}
        {not_able.length > 0 && (
          <List size="sm" mt={4}>
            {not_able.slice(0, 5).map((it) => (
              <List.Item key={it.person}>
                <span dir="auto">{it.name}</span>: {whyNotAble(it)}
              </List.Item>
            ))}
          </List>
        )}
        {not_able.length > 5 && (
          <Text size="sm">{m.people_and_more({ n: not_able.length - 5 })}</Text>
        )}
        <Group gap="xs" mt={8}>
          {answer.repairs.map((repair) => {
            if (repair.kind === "later") {
              return (
                <Button
                  key="later"
                  size="compact-sm"
                  variant="default"
                  onClick={() => onFrom(repair.from)}
                >
                  {m.people_repair_later({ day: shortDay(repair.from, today), n: repair.fit })}
                </Button>
              );
            }
            if (repair.kind === "spread") {
              return (
                <Button
                  key="spread"
                  size="compact-sm"
                  variant="default"
                  onClick={() => onDays(repair.start_days)}
                >
                  {m.people_repair_spread({ days: repair.start_days, n: repair.fit })}
                </Button>
              );
            }
            return null;
          })}
        </Group>
      </Alert>
    </div>
  );
}

function headline({ answer, asked, fit, not_able }: StartAnswer): string {
  if (asked === 1) {
    if (answer === "yes") return m.people_answer_yes_one();
    return not_able.length > 0 ? m.people_answer_not_able() : m.people_answer_no_one();
  }
  if (answer === "yes") return m.people_answer_yes({ n: fit });
  return answer === "some"
    ? m.people_answer_some({ n: fit, asked })
    : m.people_answer_no({ asked });
}
