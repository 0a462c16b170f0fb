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
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./help.module.css";
import { type HelpShown, helpWantedQuery, useAnswerHelp } from "./queries";

/** What those one looks after want help with, the longest wait first. */
export function HelpWanted() {
  const query = useQuery(helpWantedQuery);
  return (
    <Card title={m.teams_help_wanted()}>
      <FourStates
        query={query}
        skeleton={<Loading height={80} />}
        isEmpty={({ help }) => help.length === 0}
        empty={<Text c="dimmed">{m.teams_help_none()}</Text>}
      >
        {({ help }) => (
          <ul className={styles.questions}>
            {help.map((it) => (
              <li key={it.id}>
                <Wanted help={it} />
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </Card>
  );
}

type WantedProps = { help: HelpShown };

function Wanted({ help }: WantedProps) {
  const { zone } = useMe();
  const name = useQuery(membersQuery).data?.find((it) => it.id === help.member)?.name ?? "";
  const send = useAnswerHelp();
  const [answer, setAnswer] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setProblem(undefined);
    if (answer.trim() === "") return setProblem(m.teams_answer_missing());
    try {
      await send.mutateAsync({ id: help.id, answer: answer.trim() });
      showMessage(m.teams_answered({ name }));
    } catch (error) {
      setProblem(problemText(error, { answered: m.teams_answered_already }));
    }
  };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {m.teams_asked({ name, at: dayAndTime(help.asked, zone) })}
      </Text>
      <Text className={styles.text ?? ""}>{help.question}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        noValidate
      >
        <Stack gap="xs" align="flex-start">
          <Textarea
            label={m.teams_answer_to({ name })}
            value={answer}
            autosize
            minRows={2}
            w="100%"
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <ProblemAlert text={problem} />
          <Button type="submit" loading={send.isPending}>
            {m.teams_answer()}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}
