import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { takeFocus } from "@/shared/focus/take-focus";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { CHANNELS } from "@/shared/words/contact";
import styles from "./cadences.module.css";
import type { Gift, Language, Step } from "./queries";
import { ScriptFields } from "./script-fields";
import { type StepDeeds, StepMenu } from "./step-menu";
import { ASKS, GIFTS, isOneOf, optionsOf } from "./words";

type StepRowProps = {
  step: Step;
  n: number;
  /** What is wrong with what it asks for. */
  asksProblem: string | undefined;
  languages: readonly Language[];
  /** The working day on which it can be done at the earliest. */
  earliest: number;
  onChange: (step: Step) => void;
  deeds: StepDeeds;
};

/** One touch: how, when, how long, what it gives, what it asks, and what is said. */
export function StepRow(props: StepRowProps) {
  const { step, n, asksProblem, languages, earliest, onChange, deeds } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <fieldset className={styles.step} onKeyDown={(event) => moveByKey(event, deeds)}>
      <legend>{m.cadences_touch_n({ n: n + 1 })}</legend>
      <div className={styles.fields}>
        <NativeSelect
          label={m.cadences_channel()}
          data={optionsOf(CHANNELS)}
          value={step.channel}
          onChange={({ currentTarget: { value } }) =>
            isOneOf(CHANNELS, value) && onChange({ ...step, channel: value })
          }
        />
        <Count
          label={m.cadences_gap()}
          value={step.gap}
          max={250}
          onChange={(gap) => onChange({ ...step, gap })}
        />
        <Count
          label={m.cadences_window()}
          value={step.window}
          max={60}
          onChange={(window) => onChange({ ...step, window })}
        />
        <Count
          label={m.cadences_minutes()}
          value={step.minutes}
          min={1}
          max={480}
          onChange={(minutes) => onChange({ ...step, minutes })}
        />
        <NativeSelect
          label={m.cadences_asks()}
          data={optionsOf(ASKS)}
          value={step.asks ?? "nothing"}
          error={asksProblem}
          ref={asksProblem === undefined ? undefined : takeFocus}
          onChange={({ currentTarget: { value } }) =>
            isOneOf(ASKS, value) && onChange({ ...step, asks: value })
          }
        />
        <GiftFields gift={step.gives} onChange={(gives) => onChange({ ...step, gives })} />
      </div>
      <Group gap="xs" mt="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? m.cadences_hide_script() : m.cadences_script()}
        </Button>
        <Text size="sm" c="dimmed" className={styles.spacer ?? ""}>
          {step.window === 0
            ? m.cadences_on_day({ day: whole(earliest) })
            : m.cadences_on_days({ from: whole(earliest), to: whole(earliest + step.window) })}
        </Text>
        <StepMenu n={n + 1} {...deeds} />
      </Group>
      {isOpen &&
        languages.map((language) => (
          <ScriptFields
            key={language}
            language={language}
            hasSubject={step.channel === "email" || step.channel === "letter"}
            script={step.scripts?.[language] ?? { body: "" }}
            onChange={(script) =>
              onChange({ ...step, scripts: { ...step.scripts, [language]: script } })
            }
          />
        ))}
    </fieldset>
  );
}

/** Alt with an arrow moves the touch, except where the keys open a list. */
function moveByKey(event: KeyboardEvent, { onUp, onDown }: StepDeeds): void {
  const deed = event.key === "ArrowUp" ? onUp : event.key === "ArrowDown" ? onDown : undefined;
  if (!event.altKey || deed === undefined || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  event.stopPropagation();
  deed();
}

type CountProps = {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (n: number) => void;
};

function Count({ label, value, min = 0, max, onChange }: CountProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      onChange={(n) => typeof n === "number" && onChange(n)}
    />
  );
}

type GiftFieldsProps = { gift: Gift | null | undefined; onChange: (gift: Gift | null) => void };

function GiftFields({ gift, onChange }: GiftFieldsProps) {
  return (
    <>
      <NativeSelect
        label={m.cadences_gives()}
        data={[{ value: "", label: m.cadences_gives_nothing() }, ...optionsOf(GIFTS)]}
        value={gift?.kind ?? ""}
        onChange={({ currentTarget: { value } }) =>
          onChange(isOneOf(GIFTS, value) ? { kind: value, text: gift?.text ?? "" } : null)
        }
      />
      {gift && (
        <TextInput
          className={styles.gift ?? ""}
          label={m.cadences_gift_text()}
          required
          value={gift.text}
          onChange={(event) => onChange({ ...gift, text: event.currentTarget.value })}
        />
      )}
    </>
  );
}
