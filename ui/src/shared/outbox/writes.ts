import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];

/** Something to be told to the server, in the words of the API. */
export type Write =
  | { kind: "file"; body: Schemas["ActivityBody"] }
  | { kind: "undo"; activity: string }
  | { kind: "person"; body: Schemas["PersonTold"] }
  | { kind: "fit"; person: string; fit: Schemas["Fit"] }
  | { kind: "referral"; body: Schemas["ReferralBody"] }
  | { kind: "sort"; person: string; verdict: Schemas["SortVerdict"] }
  | { kind: "unsort"; person: string }
  | { kind: "count"; body: Schemas["EntryBody"] };

/** A write as somebody makes it. */
export type NewEntry = {
  /** Made here: by it the server knows a write that is sent again. */
  id: string;
  /** What it is, for a person: "No answer, Fatima Okafor". */
  label: string;
  write: Write;
  /** Which touch of today it files. */
  touch?: string;
  /** The day that was shown to come of it. */
  expects?: string;
};

/** A write that is not with the server yet. */
export type Entry = NewEntry & {
  /** Its place in the order; given by the device. */
  seq?: number;
  /** The member who made it: it is sent as nobody else. */
  owner: string;
  /** When it was made. */
  madeAt: number;
  /** How often it was sent: never, and nobody but this device knows of it. */
  tries: number;
  /** Why the server does not take it. */
  refused?: { code: string; detail: string };
};

/** What came of a write. */
export type Sent = { entry: Entry; answer: unknown };
