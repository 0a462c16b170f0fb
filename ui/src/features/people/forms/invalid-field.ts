import { isProblem } from "@/shared/api/problem";

/** The server names the field it refused first, in its sentence: "`emails`: no e-mail address: …". */
const NAMED = /^`(\w+)`:? (.+)$/s;

/** Which field of a person was refused, and why; nothing where it was something else. */
export function fieldOfInvalid(error: unknown): { field: string; text: string } | undefined {
  const isOfField = ["invalid", "text_too_long", "too_many"].some((code) => isProblem(error, code));
  if (!isOfField || !(error instanceof Error)) return undefined;
  const [, field, why] = NAMED.exec(error.message) ?? [];
  if (field === undefined || why === undefined) return undefined;
  return { field, text: `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.` };
}
