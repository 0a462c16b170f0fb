import { Button, CloseButton, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { m } from "@/shared/messages/gen/messages";
import styles from "./list.module.css";

type ChipProps<K extends string> = {
  label: string;
  value: K | undefined;
  choices: readonly (readonly [K, () => string])[];
  /** Called when its choices are about to be seen. */
  onOpen?: () => void;
  onChange: (value: K | undefined) => void;
};

/** One filter: what it holds, a menu to choose another, and a button that drops it. */
export function Chip<K extends string>(props: ChipProps<K>) {
  const { label, value, choices, onOpen, onChange } = props;
  const chosen = choices.find(([name]) => name === value)?.[1]() ?? value;
  return (
    <span className={styles.chip} data-is-set={value !== undefined || undefined}>
      <Menu position="bottom-start" onOpen={() => onOpen?.()}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant={value === undefined ? "default" : "light"}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          >
            {chosen === undefined ? label : m.people_filter_is({ filter: label, value: chosen })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(([name, word]) => (
            <Menu.Item
              key={name}
              onClick={() => onChange(name)}
              {...(name === value ? { "aria-current": true, fw: 600 } : {})}
            >
              {word()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {value !== undefined && (
        <CloseButton
          size="sm"
          aria-label={m.people_filter_drop({ filter: label })}
          onClick={() => onChange(undefined)}
        />
      )}
    </span>
  );
}
