import { Group, NativeSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { customs } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { boundText, choicesOf, isCap, isLong, isTimes, numbersOf, wordOf } from "./bounds";
import type { SettingShown } from "./queries";
import { type Cap, capOf, capText, unitOf } from "./units";

export type ValueFieldProps = {
  setting: SettingShown;
  label: string;
  problem: string | undefined;
  /** What was typed, as the server takes it. */
  onType: (value: string) => void;
};

/** The field of one setting: as what it may be asks for. */
export function ValueField(props: ValueFieldProps) {
  const { setting, label, problem, onType } = props;
  const { key, value, bound } = setting;
  const choices = choicesOf(bound);
  if (isCap(bound)) return <CapField {...props} />;
  if (isTimes(bound)) return <TimesField {...props} />;
  if (numbersOf(bound) !== undefined) return <NumberField {...props} />;
  const common = { label, error: problem, defaultValue: value, flex: "1 1 280px" };
  if (choices !== undefined) {
    return (
      <Select
        {...common}
        data={choices.map((word) => ({ value: word, label: wordOf(word) }))}
        allowDeselect={false}
        onChange={(chosen) => onType(chosen ?? value)}
      />
    );
  }
  const typed = { ...common, description: boundText(key, bound) };
  return isLong(bound) ? (
    <Textarea
      {...typed}
      autosize
      minRows={2}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...typed} onChange={(event) => onType(event.currentTarget.value)} />
  );
}

function NumberField({ setting, label, problem, onType }: ValueFieldProps) {
  const { key, value, bound } = setting;
  const unit = unitOf(key);
  return (
    <NumberInput
      label={label}
      description={boundText(key, bound)}
      error={problem}
      defaultValue={unit.shown(Number(value))}
      decimalScale={unit.digits}
      allowNegative={false}
      decimalSeparator={decimalPoint()}
      onChange={(told) => onType(told === "" ? "" : String(unit.kept(Number(told))))}
      flex="1 1 280px"
    />
  );
}

function CapField({ setting, label, problem, onType }: ValueFieldProps) {
  const first = capOf(setting.value);
  const [cap, setCap] = useState<Cap>(first);
  const [of, setOf] = useState(first?.of ?? "touches");
  const tell = (next: Cap) => {
    setCap(next);
    onType(capText(next));
  };
  return (
    <Group gap={6} align="flex-start" wrap="nowrap" flex="1 1 280px">
      <NumberInput
        label={label}
        error={problem}
        defaultValue={cap?.n ?? ""}
        allowNegative={false}
        allowDecimal={false}
        onChange={(told) => tell(told === "" ? undefined : { n: Number(told), of })}
        flex="1 1 120px"
      />
      <NativeSelect
        label={m.settings_cap_unit()}
        aria-label={`${label}: ${m.settings_cap_unit()}`}
        value={of}
        data={[
          { value: "touches", label: m.settings_cap_touches() },
          { value: "minutes", label: m.settings_cap_minutes() },
        ]}
        onChange={(event) => {
          const next = event.currentTarget.value === "minutes" ? "minutes" : "touches";
          setOf(next);
          if (cap !== undefined) tell({ ...cap, of: next });
        }}
        flex="0 0 150px"
      />
    </Group>
  );
}

function TimesField({ setting, label, problem, onType }: ValueFieldProps) {
  const [first = "", last = ""] = setting.value.split("-");
  const [times, setTimes] = useState({ from: first, to: last });
  const tell = (next: typeof times) => {
    setTimes(next);
    onType(`${next.from}-${next.to}`);
  };
  return (
    <Group gap="sm" align="flex-end" flex="1 1 280px">
      <TextInput
        type="time"
        label={`${label}: ${m.settings_times_from()}`}
        error={problem}
        value={times.from}
        onChange={(event) => tell({ ...times, from: event.currentTarget.value })}
        flex="1 1 200px"
      />
      <TextInput
        type="time"
        label={m.settings_times_to()}
        value={times.to}
        onChange={(event) => tell({ ...times, to: event.currentTarget.value })}
        flex="0 1 160px"
      />
    </Group>
  );
}

function decimalPoint(): string {
  return customs() === "de-DE" ? "," : ".";
}
