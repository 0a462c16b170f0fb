import type { UseFormReturnType } from "@mantine/form";
import { Problem } from "@/shared/api/problem";
import { problemText } from "@/shared/api/problem-text";

/** For each code of a problem: the field it is about, and what to say there. */
export type FieldsOfProblems<Values> = Record<string, [keyof Values & string, () => string]>;

/**
 * Puts a problem where it belongs in a form: at its field, which gets the focus, else into the sentence that this gives, to
 * be shown above the button (`texts` says it better than the code does by itself). What was typed stays as it is.
 */
export function problemInForm<Values extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<Values>, "setErrors" | "getInputNode">,
  error: unknown,
  fields: FieldsOfProblems<Values>,
  texts: Record<string, () => string> = {},
): string | undefined {
  const at = error instanceof Problem ? fields[error.code] : undefined;
  if (at === undefined) return problemText(error, texts);
  const [field, text] = at;
  form.setErrors({ [field]: text() });
  form.getInputNode(field)?.focus();
  return undefined;
}
