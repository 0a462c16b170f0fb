import { useMutation } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";

type Started = components["schemas"]["Started"];

const CONFLICT = 409;

/**
 * Takes starts back, also from a message that outlives the screen on which they were made: it is as if they had not been. What
 * was worked on meanwhile goes on, and is named.
 */
export function useTakeBackStarts(): (starts: readonly Started[]) => Promise<void> {
  const takeBack = useMutation({
    mutationFn: async (starts: readonly Started[]) => {
      const goOn: string[] = [];
      for (const { enrollment, name } of starts) {
        if (enrollment && !(await unmake(enrollment))) goOn.push(name);
      }
      return goOn;
    },
    meta: {
      invalidates: [
        ["people"],
        ["enrollments"],
        ["companies"],
        ["today"],
        ["plan"],
        ["finish_rate"],
      ],
    },
  });
  return (starts) =>
    sayWhatCame(takeBack.mutateAsync(starts), (goOn) => showMessage(told(starts.length, goOn)));
}

/** Makes it unmade; tells whether it could be. */
async function unmake(id: string): Promise<boolean> {
  try {
    await answer(api.POST("/api/v1/enrollments/{id}/undo", { params: { path: { id } } }));
    return true;
  } catch (error) {
    if (isProblem(error) && error.status === CONFLICT) return false;
    throw error;
  }
}

function told(of: number, goOn: readonly string[]): string {
  const n = of - goOn.length;
  if (goOn.length === 0) return m.enrollments_taken_back_n({ n });
  const names = goOn.join(", ");
  return m.enrollments_taken_back_some({ n: String(n), of: String(of), names });
}
