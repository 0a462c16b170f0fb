import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Told } from "@/features/activities/public/file-touch";
import { addDays, dayIn } from "@/shared/dates/days";
import { clockTime } from "@/shared/dates/format";
import { instantOf } from "@/shared/dates/instants";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { outcomeWord } from "@/shared/words/contact";
import type { Outcome, OutcomeAhead } from "../queries";
import { type Here, thenOn, thenText } from "./caption";
import styles from "./outcome-question.module.css";

/** Outcomes that ask something before they are filed. */
const ASKING: readonly Outcome[] = [
  "call_back",
  "not_now",
  "meeting_set",
  "not_a_fit",
  "do_not_contact",
  "out_of_office",
];

/** Whether an outcome asks something first. */
export function asks(outcome: Outcome): boolean {
  return ASKING.includes(outcome);
}

type OutcomeQuestionProps = {
  outcome: Outcome;
  ahead: OutcomeAhead | undefined;
  here: Here;
  onFile: (told: Told, then: OutcomeAhead["then"]) => void;
  onClose: () => void;
};

/** What an outcome asks, filled in so that Enter takes it. */
export function OutcomeQuestion({ outcome, ahead, here, onFile, onClose }: OutcomeQuestionProps) {
  const takesTime = ["call_back", "gatekeeper", "meeting_set"].includes(outcome);
  const takesUntil = ["not_now", "out_of_office"].includes(outcome);
  const [told, setTold] = useState(() => filledIn(outcome, ahead, here));
  const set = (some: Partial<typeof told>) => setTold((before) => ({ ...before, ...some }));
  const day = told.day === "" ? undefined : told.day;
  const then =
    takesUntil || (takesTime && outcome !== "meeting_set")
      ? ahead && thenOn(ahead, day)
      : (ahead?.then ?? undefined);

  useCommands({
    "block.leave": onClose,
    "block.do_not_call":
      outcome === "do_not_contact" ? () => onFile({ outcome: "do_not_call" }, null) : undefined,
  });

  const file = (event: FormEvent) => {
    event.preventDefault();
    if (takesUntil && day !== undefined) onFile({ outcome, until: day }, then ?? null);
    else if (takesTime && day !== undefined) {
      const agreed = instantOf(day, told.time || "09:00", here.zone);
      onFile({ outcome, agreed }, then ?? null);
    } else if (outcome === "not_a_fit") onFile({ outcome, why: told.why.trim() }, then ?? null);
    else if (outcome !== "call_back") onFile({ outcome }, then ?? null);
  };

  return (
    <form
      className={styles.question}
      aria-label={outcomeWord(outcome)}
      onSubmit={file}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <strong>{outcomeWord(outcome)}</strong>
      {(takesTime || takesUntil) && (
        <TextInput
          type="date"
          ref={focus}
          label={takesUntil ? m.block_until() : m.block_day()}
          min={here.today}
          required={outcome !== "meeting_set" && outcome !== "gatekeeper"}
          value={told.day}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
      )}
      {takesTime && (
        <TextInput
          type="time"
          label={m.block_time()}
          value={told.time}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
      )}
      {outcome === "not_a_fit" && (
        <TextInput
          ref={focus}
          label={m.block_why()}
          required
          className={styles.why ?? ""}
          value={told.why}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => set({ why: event.currentTarget.value })}
        />
      )}
      <p className={styles.then} role="status">
        {meansTime(outcome, day) ? m.block_time_to_be_agreed() : then && thenText(then, here)}
      </p>
      <Button type="submit" {...(outcome === "do_not_contact" ? { ref: focus } : {})}>
        {m.block_file()}
      </Button>
      {outcome === "do_not_contact" && (
        <Button variant="default" onClick={() => onFile({ outcome: "do_not_call" }, null)}>
          {m.block_only_calls()}
        </Button>
      )}
      <Button variant="subtle" onClick={onClose}>
        {m.block_back()}
      </Button>
    </form>
  );
}

/** What is asked first has the focus. */
function focus(control: HTMLElement | null): void {
  control?.focus();
}

/** A meeting without a day stands as "time to be agreed". */
function meansTime(outcome: Outcome, day: string | undefined): boolean {
  return outcome === "meeting_set" && day === undefined;
}

function filledIn(outcome: Outcome, ahead: OutcomeAhead | undefined, { today, zone }: Here) {
  const at = ahead?.with_agreed;
  const needsTime = outcome === "call_back";
  const day = at ? dayIn(zone, new Date(at)) : needsTime ? addDays(today, 1) : "";
  return {
    day: ahead?.with_until ?? (outcome === "not_now" ? addDays(today, 14) : day),
    time: at ? clockTime(at, zone) : needsTime ? "09:00" : "",
    why: outcome === "not_a_fit" ? m.block_why_filled_in() : "",
  };
}
