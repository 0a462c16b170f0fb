import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import type { SortVerdict } from "../queries";
import styles from "./sort.module.css";
import { VERDICT_NAMES, VERDICTS } from "./verdicts";

type AnswersProps = { onSay: (verdict: SortVerdict) => void; isOff: boolean };

/** What somebody can be, and what comes of saying it. */
export function Answers({ onSay, isOff }: AnswersProps) {
  return (
    <fieldset className={styles.answers} aria-label={m.sort_answers()}>
      {VERDICT_NAMES.map((verdict) => {
        const { command, word, what } = VERDICTS[verdict];
        return (
          <button key={verdict} type="button" disabled={isOff} onClick={() => onSay(verdict)}>
            <strong>
              {word()} <Keys command={command} />
            </strong>
            <span>{what()}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
