import { Button, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "@/features/identity/public/members";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayAndTime } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { newId } from "@/shared/ids/new-id";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./help.module.css";
import { type HelpShown, helpQuery, useAskForHelp } from "./queries";

/** Asks for help, and shows what was answered. */
export function MyHelp() {
  const query = useQuery(helpQuery);
  return (
    <Card title={m.teams_my_help()} lead={m.teams_my_help_lead()}>
      <Stack>
        <AskForm />
        <FourStates
          query={query}
          skeleton={<Loading height={60} />}
          isEmpty={({ help }) => help.length === 0}
          empty={null}
        >
          {({ help }) => <Questions help={help} />}
        </FourStates>
      </Stack>
    </Card>
  );
}

type QuestionsProps = { help: HelpShown[] };

function Questions({ help }: QuestionsProps) {
  const { zone } = useMe();
  const members = useQuery(membersQuery).data ?? [];
  const nameOf = (id: string | null | undefined) => members.find((it) => it.id === id)?.name ?? "";
  return (
    <ul className={styles.questions}>
      {help.map((it) => (
        <li key={it.id}>
          <Text size="sm" c="dimmed">
            {dayAndTime(it.asked, zone)}
          </Text>
          <Text className={styles.text ?? ""}>{it.question}</Text>
          {typeof it.answer === "string" ? (
            <Text mt="xs" className={styles.text ?? ""}>
              <b>{m.teams_answer_of({ name: nameOf(it.answered_by) })}</b> {it.answer}
            </Text>
          ) : (
            <Text mt="xs" size="sm" c="dimmed">
              {m.teams_waits()}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function AskForm() {
  const ask = useAskForHelp();
  const [question, setQuestion] = useState("");
  const [id, setId] = useState(() => newId());
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setProblem(undefined);
    if (question.trim() === "") return setProblem(m.teams_question_missing());
    try {
      await ask.mutateAsync({ id, question: question.trim() });
      setQuestion("");
      setId(newId());
      showMessage(m.teams_asked_done());
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <Stack gap="xs" align="flex-start">
        <Textarea
          label={m.teams_question()}
          value={question}
          autosize
          minRows={2}
          w="100%"
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <ProblemAlert text={problem} />
        <Button type="submit" variant="default" loading={ask.isPending}>
          {m.teams_ask()}
        </Button>
      </Stack>
    </form>
  );
}
