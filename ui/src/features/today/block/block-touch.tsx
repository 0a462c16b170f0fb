import { useRef, useState } from "react";
import type { Told } from "@/features/activities/public/file-touch";
import { WITH_DIGIT } from "@/features/activities/public/outcomes";
import { instantOf } from "@/shared/dates/instants";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import type { Outcome, OutcomeAhead, Touch } from "../queries";
import type { Extras } from "./block";
import styles from "./block-touch.module.css";
import { type Here, thenOn } from "./caption";
import { ExtrasRow } from "./extras-row";
import { NoteField } from "./note-field";
import { OtherOutcomes } from "./other-outcomes";
import { OutcomeGrid } from "./outcome-grid";
import { asks, OutcomeQuestion } from "./outcome-question";
import { PersonCard } from "./person-card";
import { NEXT_ASKED, useFiling } from "./use-filing";

type BlockTouchProps = {
  touch: Touch;
  outcomes: ReadonlyMap<Outcome, OutcomeAhead>;
  here: Here;
  /** It was filed, and somebody stays at it. */
  isFiled: boolean;
  /** The key of who appears when it is filed. */
  after: string | undefined;
  /** What was set before it was taken back. */
  before: Extras | undefined;
};

type Question = { outcome: Outcome; isStaying: boolean };

/** One touch on the screen: who it is, what to say, and what became of it. */
export function BlockTouch({ touch, outcomes, here, isFiled, after, before }: BlockTouchProps) {
  const filing = useFiling(touch, outcomes, after, before);
  const [question, setQuestion] = useState<Question>();
  const link = useRef<HTMLAnchorElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);

  const choose = (outcome: Outcome, isStaying = false) => {
    if (isFiled || filing.isGuarded()) return;
    if (asks(outcome)) return setQuestion({ outcome, isStaying });
    const ahead = outcomes.get(outcome);
    const { isOpen, day, time } = filing.extras.named;
    if (outcome === "gatekeeper" && isOpen && day !== "") {
      const agreed = instantOf(day, time || "09:00", here.zone);
      filing.file({ outcome, agreed }, ahead && thenOn(ahead, day), isStaying);
    } else filing.file({ outcome }, ahead?.then, isStaying);
  };
  const answer = (told: Told, then: OutcomeAhead["then"]) => {
    if (question === undefined || filing.isGuarded()) return;
    setQuestion(undefined);
    filing.file(told, then, question.isStaying);
  };
  const isFree = question === undefined && !isFiled;
  const digits = WITH_DIGIT.flatMap((outcome) => [
    [`block.${outcome}`, isFree ? () => choose(outcome) : undefined],
    [`block.stay_${outcome}`, isFree ? () => choose(outcome, true) : undefined],
  ]);
  useCommands({
    ...Object.fromEntries(digits),
    "block.do":
      link.current === null && touch.way == null ? undefined : () => link.current?.click(),
    "block.note": () => note.current?.focus(),
    "block.private": isFree
      ? () => filing.change({ isPrivate: !filing.extras.isPrivate })
      : undefined,
    "block.referral": isFree
      ? () => filing.change({ isReferralAsked: !filing.extras.isReferralAsked })
      : undefined,
    "block.asked": isFree
      ? () => filing.change({ asked: NEXT_ASKED[filing.extras.asked] })
      : undefined,
    "today.replied": isFree ? () => choose("replied") : undefined,
  });

  return (
    <article className={styles.touch} aria-label={touch.name} ref={toTop}>
      <PersonCard touch={touch} here={here} link={link} onBegin={filing.begin} />
      <div className={styles.tell}>
        <NoteField field={note} filing={filing} isFiled={isFiled} />
        <ExtrasRow filing={filing} here={here} isFiled={isFiled} />
      </div>
      {question !== undefined && (
        <OutcomeQuestion
          key={question.outcome}
          outcome={question.outcome}
          ahead={outcomes.get(question.outcome)}
          here={here}
          onFile={answer}
          onClose={() => setQuestion(undefined)}
        />
      )}
      <OutcomeGrid outcomes={outcomes} here={here} isFiled={isFiled} onChoose={choose} />
      <OtherOutcomes
        touch={touch}
        outcomes={outcomes}
        here={here}
        isFiled={isFiled}
        onChoose={choose}
      />
      {isFiled && <p role="status">{m.block_is_filed()}</p>}
    </article>
  );
}

/** Whoever appears is read from the beginning. */
function toTop(shown: HTMLElement | null): void {
  if (shown !== null) window.scrollTo({ top: 0 });
}
