import { Textarea } from "@mantine/core";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { type Outcome, outcomeWord } from "@/shared/words/contact";
import styles from "./log-sheet.module.css";

/** What can come of it without anything more being told. */
const OUTCOMES: readonly Outcome[] = ["no_answer", "gatekeeper", "meeting_set", "not_interested"];

type LogOutcomeProps = {
  /** What was filed. */
  what: string;
  onDone: (outcome: Outcome | undefined, note: string) => void;
};

/** What came of what was filed, and what is to be remembered: whoever has nothing to tell is done. */
export function LogOutcome({ what, onDone }: LogOutcomeProps) {
  const [note, setNote] = useState("");
  return (
    <>
      <p className={styles.filed} role="status">
        {m.activities_filed({ what })} {m.activities_came_of_it()}
      </p>
      <fieldset className={styles.kinds} aria-label={m.activities_came_of_it()}>
        <button
          type="button"
          className={styles.kind}
          onClick={() => onDone(undefined, note.trim())}
        >
          {m.activities_done()}
        </button>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className={styles.kind}
            onClick={() => onDone(outcome, note.trim())}
          >
            {outcomeWord(outcome)}
          </button>
        ))}
      </fieldset>
      <Textarea
        mt="md"
        label={m.activities_note()}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={10_000}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </>
  );
}
