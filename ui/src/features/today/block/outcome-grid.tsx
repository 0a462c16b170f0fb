import { WITH_DIGIT, type WithDigit } from "@/features/activities/public/outcomes";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { outcomeWord } from "@/shared/words/contact";
import type { Outcome, OutcomeAhead } from "../queries";
import { captionOf, type Here } from "./caption";
import styles from "./outcome-grid.module.css";

type OutcomeGridProps = {
  outcomes: ReadonlyMap<Outcome, OutcomeAhead>;
  here: Here;
  isFiled: boolean;
  onChoose: (outcome: Outcome) => void;
};

/** The ten outcomes, each with its key and with what happens next for this person. */
export function OutcomeGrid({ outcomes, here, isFiled, onChoose }: OutcomeGridProps) {
  return (
    <fieldset className={styles.grid} disabled={isFiled}>
      <legend className={styles.legend}>{m.block_outcomes()}</legend>
      {WITH_DIGIT.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className={styles.outcome}
          data-kind={KINDS[outcome]}
          onClick={() => onChoose(outcome)}
        >
          <span className={styles.key}>
            <Keys command={`block.${outcome}`} />
          </span>
          <span className={styles.name}>{outcomeWord(outcome)}</span>
          <span className={styles.caption}>{caption(outcomes.get(outcome), here)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** How an outcome is coloured: the word says it too. */
const KINDS: Partial<Record<WithDigit, "good" | "bad">> = {
  meeting_set: "good",
  not_a_fit: "bad",
  do_not_contact: "bad",
};

function caption(ahead: OutcomeAhead | undefined, here: Here): string {
  return ahead === undefined ? "" : captionOf(ahead, here);
}
