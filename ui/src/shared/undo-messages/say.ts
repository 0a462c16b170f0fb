import { problemText } from "@/shared/api/problem-text";
import { showMessage } from "./store";

/**
 * Says what came of a piece of work, or why it was refused; also where whoever asked for it is no longer on the screen, as a
 * row is not that the work removed.
 */
export async function sayWhatCame<T>(
  work: Promise<T>,
  say: (done: T) => void,
  texts: Record<string, () => string> = {},
): Promise<void> {
  try {
    say(await work);
  } catch (error) {
    showMessage(problemText(error, texts));
  }
}
