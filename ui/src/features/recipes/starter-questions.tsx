import { Group, NumberInput, Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import type { Answers } from "./normal-day";
import styles from "./public/starter-cards.module.css";

type StarterQuestionsProps = { answers: Answers; onAnswer: (answers: Answers) => void };

/** What the first recipe may follow, where somebody says it. */
export function StarterQuestions({ answers, onAnswer }: StarterQuestionsProps) {
  const answer = (name: keyof Answers, told: string | number) => {
    const { [name]: _, ...others } = answers;
    onAnswer(typeof told === "number" ? { ...others, [name]: told } : others);
  };
  return (
    <>
      <Text size="sm" mb={6}>
        {m.recipes_questions()}
      </Text>
      <Group className={styles.questions ?? ""} align="flex-end">
        {QUESTIONS.map(({ name, label, least, most }) => (
          <NumberInput
            key={name}
            label={label()}
            value={answers[name] ?? ""}
            min={least}
            max={most}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            onChange={(told) => answer(name, told)}
          />
        ))}
      </Group>
    </>
  );
}

const QUESTIONS = [
  { name: "meetings", label: m.recipes_question_meetings, least: 1, most: 200 },
  { name: "calls", label: m.recipes_question_calls, least: 1, most: 500 },
  { name: "emails", label: m.recipes_question_emails, least: 0, most: 200 },
] as const;
