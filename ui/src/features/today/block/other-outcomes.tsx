import { Button } from "@mantine/core";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { outcomeWord } from "@/shared/words/contact";
import type { Outcome, OutcomeAhead, Touch } from "../queries";
import { captionOf, type Here } from "./caption";
import styles from "./extras-row.module.css";

const BY_MAIL: readonly Outcome[] = ["out_of_office", "bounced"];

type OtherOutcomesProps = {
  touch: Touch;
  outcomes: ReadonlyMap<Outcome, OutcomeAhead>;
  here: Here;
  isFiled: boolean;
  onChoose: (outcome: Outcome) => void;
};

/** Outcomes without a digit: what comes back by mail. */
export function OtherOutcomes({ touch, outcomes, here, isFiled, onChoose }: OtherOutcomesProps) {
  const isMail = touch.channel === "email" || touch.channel === "letter";
  const others: readonly Outcome[] = isMail ? ["replied", ...BY_MAIL] : ["replied"];
  return (
    <fieldset className={styles.others} disabled={isFiled}>
      <legend>{m.block_other_outcomes()}</legend>
      {others.map((outcome) => {
        const ahead = outcomes.get(outcome);
        return (
          <Button
            key={outcome}
            variant="default"
            disabled={isFiled}
            {...(outcome === "replied" ? { rightSection: <Keys command="today.replied" /> } : {})}
            onClick={() => onChoose(outcome)}
          >
            {outcomeWord(outcome)}
            {ahead !== undefined && <span className={styles.then}>{captionOf(ahead, here)}</span>}
          </Button>
        );
      })}
    </fieldset>
  );
}
