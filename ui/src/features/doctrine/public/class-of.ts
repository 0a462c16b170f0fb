import type { components } from "@/shared/api/schema.gen";
import type { Class } from "../queries";

type Schemas = components["schemas"];
type Rule = Schemas["Rule"];
type Behaviour = Schemas["Behaviour"];
type Channel = Schemas["Channel"];

/** Over which channel a behaviour usually goes; those that go over any have none. */
const USUAL: Partial<Record<Behaviour, Channel>> = {
  calls: "call",
  first_emails: "email",
  follow_up_emails: "email",
  texts: "text",
  social_touches: "social",
  letters: "letter",
  walk_ins: "walk_in",
  events: "event",
  videos: "video",
};

/**
 * The classes that some behaviours are of when nothing else is known about them: by the first rule that holds, as the server
 * reads them for the warning of a doctrine. A behaviour that no rule is about is no prospecting.
 */
export function classesOf(rules: readonly Rule[], behaviours: readonly Behaviour[]): Class[] {
  return [...new Set(behaviours.map((it) => classOf(rules, it)))];
}

function classOf(rules: readonly Rule[], behaviour: Behaviour): Class {
  return rules.find((rule) => holds(rule.when ?? {}, behaviour))?.class ?? "not_prospecting";
}

/** Whether a condition holds for a behaviour as it usually is: ours, cold, on its channel, and part of no enrollment. */
function holds(when: Partial<Schemas["When"]>, behaviour: Behaviour): boolean {
  return (
    isAmong(when.behaviour, behaviour) &&
    isAmong(when.channel, USUAL[behaviour]) &&
    isAmong(when.outcome, undefined) &&
    isAsTold(when.reached, false) &&
    isAsTold(when.conversation, behaviour === "conversations") &&
    isAmong(when.asked, undefined) &&
    isAsTold(when.initiated_by, "us") &&
    isAsTold(when.warm, false) &&
    isAmong(when.reason_kind, undefined) &&
    when.from_touch == null &&
    isAmong(when.enrollment, "none") &&
    isAsTold(when.mine, true)
  );
}

function isAmong<T>(allowed: readonly T[] | undefined, fact: T | undefined): boolean {
  if (allowed === undefined || allowed.length === 0) return true;
  return fact !== undefined && allowed.includes(fact);
}

function isAsTold<T>(told: T | null | undefined, fact: T): boolean {
  return told == null || told === fact;
}
