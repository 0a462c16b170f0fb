import { m } from "@/shared/messages/gen/messages";
import { type Outcome, outcomeWord } from "@/shared/words/contact";
import styles from "./log-sheet.module.css";

/** What can come of it without anything more being told. */
const OUTCOMES: readonly Outcome[] = ["no_answer", "gatekeeper", "meeting_set", "not_interested"];

type LogOutcomeProps = { name: string; onChoose: (outcome: Outcome | undefined) => void };

/** What came of it. */
export function LogOutcome({ name, onChoose }: LogOutcomeProps) {
  return (
    <fieldset className={styles.kinds} aria-label={m.activities_outcome_with({ name })}>
      <button type="button" className={styles.kind} onClick={() => onChoose(undefined)}>
        {m.activities_no_outcome()}
      </button>
      {OUTCOMES.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className={styles.kind}
          onClick={() => onChoose(outcome)}
        >
          {outcomeWord(outcome)}
        </button>
      ))}
    </fieldset>
  );
}
