import { Chip, Group, Text } from "@mantine/core";
import { useId } from "react";
import { useLanguage } from "@/shared/language/language";
import { m } from "@/shared/messages/gen/messages";
import styles from "./cadences.module.css";
import { LANGUAGES } from "./draft";
import type { Language } from "./queries";

type LanguagesProps = {
  chosen: readonly Language[];
  /** Those in which something is written already: they stay. */
  written: ReadonlySet<string>;
  onChange: (languages: Language[]) => void;
};

/** In which languages the scripts are written; whoever has no language of their own gets the first. */
export function Languages({ chosen, written, onChange }: LanguagesProps) {
  const names = new Intl.DisplayNames([useLanguage()], { type: "language" });
  const label = useId();
  return (
    <div>
      <Text size="sm" fw={500} id={label} mb={6}>
        {m.cadences_written_in()}
      </Text>
      <Chip.Group
        multiple
        value={[...chosen]}
        onChange={(told) => {
          const stays = chosen.filter((it) => told.includes(it));
          onChange([
            ...stays,
            ...LANGUAGES.filter((it) => told.includes(it) && !stays.includes(it)),
          ]);
        }}
      >
        <Group gap={6} role="group" aria-labelledby={label}>
          {LANGUAGES.map((it) => (
            <Chip
              key={it}
              value={it}
              size="xs"
              classNames={{ label: styles.language ?? "" }}
              disabled={chosen.includes(it) && (written.has(it) || chosen.length === 1)}
            >
              {names.of(it)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
