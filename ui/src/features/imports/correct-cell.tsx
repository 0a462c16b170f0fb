import { TextInput } from "@mantine/core";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { type ByHand, withCorrection } from "./by-hand";

type CorrectCellProps = {
  row: number;
  column: string;
  /** What stands there now. */
  cell: string;
  byHand: ByHand;
};

/** A cell that can be corrected where it stands: leaving it, or Enter, has the row looked at again. */
export function CorrectCell({ row, column, cell, byHand }: CorrectCellProps) {
  const { corrections, correct } = byHand;
  const there = corrections.find((it) => it.row === row && it.column === column)?.value ?? cell;
  const [value, setValue] = useState(there);
  const save = () => {
    if (value !== there) correct(withCorrection(corrections, row, column, value));
  };
  return (
    <TextInput
      size="xs"
      aria-label={m.imports_correct({ row: whole(row), column })}
      placeholder={column}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") setValue(there);
      }}
    />
  );
}
