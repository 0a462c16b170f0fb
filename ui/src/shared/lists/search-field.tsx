import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./search-field.module.css";

/** How long a pause in typing is taken for the end of it: a question that is overtaken is broken off anyway. */
const PAUSE = 60;

type SearchFieldProps = {
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
};

/** What narrows a list by typing; `/` goes there. What is typed is told after a short pause. */
export function SearchField({ value, placeholder, onChange }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState(value);
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback((text: string) => {
    setTold(text.trim());
    onChange(text.trim());
  }, PAUSE);
  // The address was changed by something else, such as a tab: the field follows.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  useCommands({ "list.filter": () => field.current?.select() });
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
  };
  return (
    <TextInput
      ref={field}
      className={styles.search ?? ""}
      type="search"
      size="sm"
      aria-label={m.keyboard_list_filter()}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={<Keys command="list.filter" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={leave}
    />
  );
}
