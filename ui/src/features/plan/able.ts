import type { StartAnswer } from "./queries";

type Told = Pick<StartAnswer, "answer" | "able" | "fit" | "breaks">;

/** Where all who are able can start the answer is yes, though the list named fewer than were asked for. */
export function asToldOfTheList<T extends Told>(told: T): T {
  const areAllTaken = told.fit > 0 && told.breaks == null && told.fit >= told.able;
  return areAllTaken ? { ...told, answer: "yes" } : told;
}
