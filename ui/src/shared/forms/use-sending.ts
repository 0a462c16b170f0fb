import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { type FieldsOfProblems, problemInForm } from "./problem-in-form";

/**
 * Sends what a form holds. Where it is refused, the problem comes to its field or into `problem`; what was typed stays.
 */
export function useSending<Values extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<Values>, "setErrors" | "getInputNode">,
  fields: FieldsOfProblems<Values> = {},
  texts: Record<string, () => string> = {},
) {
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async (work: () => Promise<void>) => {
    setProblem(undefined);
    setSending(true);
    try {
      await work();
    } catch (error) {
      setProblem(problemInForm(form, error, fields, texts));
    } finally {
      setSending(false);
    }
  };
  return { problem, isSending, send };
}
