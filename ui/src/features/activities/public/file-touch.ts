import type { components } from "@/shared/api/schema.gen";
import type { Day } from "@/shared/dates/days";
import { now } from "@/shared/dates/now";
import { newId } from "@/shared/ids/new-id";
import { addToOutbox, takeBackFromOutbox } from "@/shared/outbox/outbox";
import { type Outcome, outcomeWord } from "@/shared/words/contact";
import { noteFiled, noteNotFiled } from "./filed";

type Schemas = components["schemas"];
type Body = Schemas["ActivityBody"];

/** The touch that is filed, as far as its filing needs to know it. */
export type FiledTouch = Pick<
  Schemas["TodayShown"],
  "person" | "name" | "enrollment" | "touch" | "step" | "channel"
>;

/** What somebody tells of a touch. */
export type Told = {
  outcome: Outcome;
  agreed?: string;
  until?: Day;
  why?: string;
  note?: string;
  /** The note is shown to nobody else. */
  isPrivate?: boolean;
  /** What was asked for, where it is not what the outcome says. */
  ask?: Schemas["AskTold"];
  /** Somebody they told you to talk to. */
  referral?: { name: string; phone: string };
  /** Minutes spent, where they were measured. */
  minutes?: number;
  /** The day that was shown to come of it. */
  expects?: Day;
};

/** By what a touch is known here: the id of a loose one, else its enrollment and step. */
export function touchKey(touch: Pick<FiledTouch, "enrollment" | "touch" | "step">): string {
  return touch.touch ?? `${touch.enrollment}/${touch.step}`;
}

/** Files what became of a touch; gives the id of the activity. It is on its way from now on, with network or without. */
export function fileTouch(touch: FiledTouch, told: Told): string {
  const id = newId();
  const key = touchKey(touch);
  addToOutbox({
    id,
    label: `${outcomeWord(told.outcome)}, ${touch.name}`,
    write: { kind: "file", body: bodyOf(touch, told) },
    touch: key,
    ...(told.expects === undefined ? {} : { expects: told.expects }),
  });
  noteFiled(key);
  return id;
}

/** Files something that is no touch of today; gives its id. */
export function fileActivity(label: string, body: Body): string {
  const id = newId();
  addToOutbox({
    id,
    label,
    write: { kind: "file", body: { ...body, at: now().toISOString() } },
  });
  return id;
}

/** Takes back what was filed: what was not sent is never sent, what may be there is corrected there. */
export async function takeBack(activity: string, label: string, key?: string): Promise<void> {
  if (key !== undefined) noteNotFiled(key);
  await takeBackFromOutbox(activity, {
    id: newId(),
    label,
    write: { kind: "undo", activity },
  });
}

/** A note as it is filed; where there is none, nothing is private either. */
export function noteOf(text = "", isPrivate = false): Pick<Body, "note" | "is_private"> {
  const note = text.trim();
  if (note === "") return {};
  return isPrivate ? { note, is_private: true } : { note };
}

function bodyOf(touch: FiledTouch, told: Told): Body {
  const { outcome, agreed, until, why, note, isPrivate, ask, referral, minutes } = told;
  const body: Body = {
    person: touch.person,
    channel: touch.channel,
    outcome,
    at: now().toISOString(),
    ...noteOf(note, isPrivate),
  };
  if (touch.touch) body.touch = touch.touch;
  if (agreed !== undefined) body.agreed = agreed;
  if (until !== undefined) body.until = until;
  if (why !== undefined && why !== "") body.why = why;
  if (ask !== undefined) body.ask = ask;
  if (minutes !== undefined) body.minutes = minutes;
  if (referral !== undefined) {
    body.referral = referral.name;
    if (referral.phone !== "") body.phone = referral.phone;
  }
  return body;
}
