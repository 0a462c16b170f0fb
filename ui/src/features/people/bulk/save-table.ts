import { m } from "@/shared/messages/gen/messages";
import type { Person } from "../queries";
import { tableOf } from "./table-of";

/** Gives those who are selected as a file. */
export function saveTable(people: readonly Person[]): void {
  // The mark at its head lets spreadsheets read every name right.
  const file = new Blob(["\uFEFF", tableOf(people)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${m.people_file_name()}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
