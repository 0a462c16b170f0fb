import { useState } from "react";
import {
  fileActivity,
  fileTouch,
  type Told,
  touchKey,
} from "@/features/activities/public/file-touch";
import { m } from "@/shared/messages/gen/messages";
import type { Outcome, OutcomeAhead, Touch } from "../queries";
import { type Extras, noteFiledInBlock } from "./block";
import { dayOf } from "./caption";

/** For so long after somebody appears a digit is taken for a slip: one long press must not file two. */
export const GUARD = 250;
/** A touch takes at most so many minutes: whoever leaves the page open does not work all the while. */
const MOST_MINUTES = 15;

const NOTHING: Extras = {
  note: "",
  isPrivate: false,
  isReferralAsked: false,
  referral: { name: "", phone: "" },
  asked: "by_outcome",
  named: { isOpen: false, day: "", time: "" },
};

/** What is told of the touch on the screen, and filing it. */
export function useFiling(
  touch: Touch,
  outcomes: ReadonlyMap<Outcome, OutcomeAhead>,
  /** Who appears when it is filed. */
  after: string | undefined,
  /** What was set before it was taken back. */
  before: Extras | undefined,
) {
  const [shownAt] = useState(() => performance.now());
  const [startedAt, setStartedAt] = useState<number>();
  const [extras, setExtras] = useState(before ?? NOTHING);
  const change = (some: Partial<Extras>) => setExtras((before) => ({ ...before, ...some }));

  const file = (told: Told, then?: OutcomeAhead["then"], isStaying = false) => {
    const known = outcomes.get(told.outcome);
    const ask = askOf(extras, known);
    const hasName = extras.referral.name.trim() !== "";
    const key = touchKey(touch);
    const expects = dayOf(then);
    const minutes = minutesSince(startedAt);
    const activity = fileTouch(touch, {
      ...told,
      note: extras.note.trim(),
      isPrivate: extras.isPrivate,
      ...(ask === undefined ? {} : { ask }),
      ...(hasName ? { referral: trimmed(extras.referral) } : {}),
      ...(minutes === undefined ? {} : { minutes }),
      ...(expects === undefined ? {} : { expects }),
    });
    // Two things were asked for: each counts.
    const isBeside = extras.isReferralAsked && !hasName && ask !== "referral";
    const beside = isBeside ? fileReferralAsked(touch) : undefined;
    noteFiledInBlock(
      {
        key,
        activity,
        ...(beside === undefined ? {} : { beside }),
        person: touch.person,
        name: touch.name,
        outcome: told.outcome,
        conversation: known?.conversation ?? false,
        asked: (ask ?? known?.asked) === "meeting",
        assumed: ask === undefined && known?.asked === "meeting",
        meeting: told.outcome === "meeting_set",
        extras,
      },
      isStaying ? key : after,
    );
  };

  return {
    extras,
    change,
    file,
    begin: () => setStartedAt(performance.now()),
    isGuarded: () => performance.now() - shownAt < GUARD,
  };
}

function fileReferralAsked(touch: Touch): string {
  return fileActivity(m.block_referral_asked_of({ name: touch.name }), {
    person: touch.person,
    behaviour: "referral_asks",
    channel: touch.channel,
    minutes: 0,
  });
}

/** What Q says next of the ask. */
export const NEXT_ASKED = { by_outcome: "yes", yes: "no", no: "by_outcome" } as const;

export type Filing = ReturnType<typeof useFiling>;

/** What was asked for, where it is not what the outcome says by itself: only a conversation hears an ask. */
export function askOf(
  extras: Pick<Extras, "asked" | "isReferralAsked">,
  known: Pick<OutcomeAhead, "conversation" | "asked"> | undefined,
): Told["ask"] {
  if (known?.conversation === false) return undefined;
  const byOutcome = known?.asked ?? undefined;
  if (extras.asked === "no") {
    if (extras.isReferralAsked) return "referral";
    return byOutcome === undefined ? undefined : "nothing";
  }
  if (byOutcome !== undefined && extras.asked === "by_outcome") return undefined;
  if (extras.asked === "yes") return "meeting";
  return extras.isReferralAsked ? "referral" : undefined;
}

function minutesSince(startedAt: number | undefined): number | undefined {
  if (startedAt === undefined) return undefined;
  const minutes = Math.ceil((performance.now() - startedAt) / 60_000);
  return Math.min(Math.max(minutes, 1), MOST_MINUTES);
}

function trimmed({ name, phone }: { name: string; phone: string }) {
  return { name: name.trim(), phone: phone.trim() };
}
