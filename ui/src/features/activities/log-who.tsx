import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { m } from "@/shared/messages/gen/messages";
import styles from "./log-sheet.module.css";
import type { Who } from "./log-writes";
import { knownPeopleQuery, peopleByNameQuery } from "./queries";

/** How long a pause in typing is taken for the end of it. */
const PAUSE = 150;
const SHOWN = 6;

type LogWhoProps = { onChoose: (who: Who) => void };

/** With whom it was: those of today at once, everybody by name, or somebody new. */
export function LogWho({ onChoose }: LogWhoProps) {
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const [settled] = useDebouncedValue(name, PAUSE);
  const known = useQuery(knownPeopleQuery).data ?? [];
  const found = useQuery({ ...peopleByNameQuery(settled), enabled: settled !== "" }).data ?? [];
  const near = known.filter((it) => it.name.toLowerCase().includes(name.toLowerCase()));
  const others = found.filter((it) => near.every((other) => other.id !== it.id));
  const shown = [...near, ...(name === "" ? [] : others)].slice(0, SHOWN);
  return (
    <div>
      <TextInput
        label={m.activities_who()}
        data-autofocus
        autoComplete="off"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.people}>
        {shown.map((person) => (
          <button
            key={person.id}
            type="button"
            className={styles.person}
            onClick={() => onChoose(person)}
          >
            <strong>{person.name}</strong>
            <span className={styles.dim}>{person.company}</span>
          </button>
        ))}
        {name !== "" && (
          <button
            type="button"
            className={styles.person}
            onClick={() => onChoose({ id: undefined, name })}
          >
            {m.activities_somebody_new({ name })}
          </button>
        )}
      </div>
    </div>
  );
}
