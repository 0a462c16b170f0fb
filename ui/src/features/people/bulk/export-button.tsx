import { Button } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import type { Person } from "../queries";
import { tableOf } from "./table-of";

type ExportButtonProps = { people: readonly Person[] };

/** Gives those who are selected as a file. */
export function ExportButton({ people }: ExportButtonProps) {
  const save = () => {
    // The mark at its head lets spreadsheets read every name right.
    const file = new Blob(["\uFEFF", tableOf(people)], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${m.people_file_name()}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button size="compact-sm" variant="default" onClick={save}>
      {m.people_export()}
    </Button>
  );
}
