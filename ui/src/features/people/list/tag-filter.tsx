import { Button, CloseButton, Popover, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import styles from "./list.module.css";

type TagFilterProps = { value: string | undefined; onChange: (value: string | undefined) => void };

/** Only those with a tag. */
export function TagFilter({ value, onChange }: TagFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const label = m.people_column_tag();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    onChange(typed.trim() || undefined);
  };
  return (
    <span className={styles.chip} data-is-set={value !== undefined || undefined}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant={value === undefined ? "default" : "light"}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
            onClick={() => {
              setTyped(value ?? "");
              setOpen(!isOpen);
            }}
          >
            {value === undefined ? label : m.people_filter_is({ filter: label, value })}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <form onSubmit={submit}>
            <TextInput
              label={m.people_filter_tag()}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
            />
          </form>
        </Popover.Dropdown>
      </Popover>
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
