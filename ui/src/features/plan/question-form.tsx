import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { usableCadencesQuery } from "@/features/cadences/public/cadences";
import type { Day } from "@/shared/dates/days";
import { m } from "@/shared/messages/gen/messages";
import { minutes } from "@/shared/numbers/format";
import styles from "./plan.module.css";
import type { Question } from "./queries";

/** So many at most are asked for at once. */
const MOST = 5_000;

type QuestionFormProps = {
  question: Question;
  firstDay: Day | undefined;
  onAsk: (question: Question) => void;
};

/** "Can I start N on C from D?": asked with every key. */
export function QuestionForm({ question, firstDay, onAsk }: QuestionFormProps) {
  const { data } = useQuery(usableCadencesQuery);
  const options = (data?.cadences ?? []).map(({ name, touches, minutes: time }) => ({
    value: name,
    label: m.plan_cadence_option({ name, n: touches, time: minutes(time) }),
  }));
  return (
    <form className={styles.question} onSubmit={(event) => event.preventDefault()}>
      <NumberInput
        label={m.plan_can_i_start()}
        value={question.n}
        min={1}
        max={MOST}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        w={170}
        onChange={(n) => onAsk({ ...question, n: typeof n === "number" ? n : 0 })}
      />
      <NativeSelect
        label={m.plan_on()}
        data={options}
        value={question.cadence}
        onChange={(event) => onAsk({ ...question, cadence: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={m.plan_from()}
        value={question.from ?? firstDay ?? ""}
        onChange={(event) => onAsk({ ...question, from: event.currentTarget.value || undefined })}
      />
      <NumberInput
        label={m.plan_over_days()}
        value={question.days ?? 1}
        min={1}
        max={60}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        w={140}
        onChange={(days) =>
          onAsk({ ...question, days: typeof days === "number" && days > 1 ? days : undefined })
        }
      />
    </form>
  );
}
