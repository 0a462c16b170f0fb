import type { components } from "@/shared/api/schema.gen";
import { newId } from "@/shared/ids/new-id";
import { m } from "@/shared/messages/gen/messages";
import { addToOutbox } from "@/shared/outbox/outbox";
import { type Outcome, outcomeWord } from "@/shared/words/contact";
import { fileActivity } from "./public/file-touch";

type Body = components["schemas"]["ActivityBody"];

/** What can be logged away from the list. */
export type Kind = "walk_in" | "event" | "favour" | "referral" | "introduction";
/** With whom: somebody who is there, or a name that becomes a lead. */
export type Who = { id: string | undefined; name: string };

const KINDS: Record<Kind, { label: () => string; body: Body }> = {
  walk_in: { label: m.activities_walk_in, body: { behaviour: "walk_ins", channel: "walk_in" } },
  event: { label: m.activities_event, body: { behaviour: "events", channel: "event" } },
  favour: { label: m.activities_favour, body: { behaviour: "help_given" } },
  referral: { label: m.activities_referral, body: { behaviour: "referral_asks" } },
  introduction: { label: m.activities_introduction, body: { behaviour: "introduction_asks" } },
};

/** Logs it; the minutes are what this behaviour usually takes. */
export function log(kind: Kind, who: Who, outcome: Outcome | undefined, note: string) {
  const { label, body } = KINDS[kind];
  const person = who.id ?? addLead(who.name);
  const said = outcome === undefined ? label() : `${label()}: ${outcomeWord(outcome)}`;
  const text = `${said}, ${who.name}`;
  const told = { ...(outcome === undefined ? {} : { outcome }), ...(note === "" ? {} : { note }) };
  return { activity: fileActivity(text, { ...body, ...told, person }), label: text };
}

/** A name becomes a lead before what was done with them is filed: writes are sent in order. */
function addLead(name: string): string {
  const id = newId();
  addToOutbox({
    id,
    label: m.activities_new_lead({ name }),
    write: { kind: "person", body: { name, standing: "lead" } },
  });
  return id;
}
