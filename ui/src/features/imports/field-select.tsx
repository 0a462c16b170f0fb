import { NativeSelect } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { FIELDS, isField } from "./fields";
import type { Field } from "./queries";

type FieldSelectProps = {
  column: string;
  /** None while nothing was said. */
  field: string | undefined;
  isDisabled: boolean;
  onChoose: (field: Field) => void;
};

/** What a column holds. */
export function FieldSelect({ column, field, isDisabled, onChoose }: FieldSelectProps) {
  const options = Object.entries(FIELDS).map(([value, label]) => ({ value, label: label() }));
  const nothing = { value: "", label: m.imports_not_said(), disabled: true };
  return (
    <NativeSelect
      miw={170}
      aria-label={m.imports_holds_of({ column })}
      data={field === undefined ? [nothing, ...options] : options}
      value={field ?? ""}
      disabled={isDisabled}
      onChange={(event) => {
        const word = event.currentTarget.value;
        if (isField(word)) onChoose(word);
      }}
    />
  );
}
